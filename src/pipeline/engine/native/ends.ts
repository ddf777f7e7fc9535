/** What building a binding needs of the machine. */
export interface NativeEnds {
  /** Runs a command to its end; never rejects: a command that is not there ends with code 127. */
  readonly run: (command: string, args: readonly string[]) => Promise<Ran>;
  readonly exists: (path: string) => boolean;
  readonly makeFolder: (path: string) => Promise<void>;
}

/** How a command ended. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a shell answers for a command that it does not find. */
export const commandNotFound = 127;
