/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Where it could not be started at all. */
  readonly error?: Error;
}

/** Options for {@link describeExit}. */
export interface ExitCircumstances {
  /** What the process wrote to its standard error last. */
  readonly stderr: string;
  /** True where it never took a cell. */
  readonly isStarting: boolean;
  /** Bytes; 0 where it is not known. */
  readonly peakMemory: number;
}

/** Why the child of a notebook is gone, in a sentence with a remedy where there is one. */
export function describeExit({code, signal, error}: Exit, {stderr, isStarting, peakMemory}: ExitCircumstances): string {
  const peak = peakMemory > 0 ? ` (peak memory ${Math.round(peakMemory / 2 ** 20)} MiB)` : "";
  const says = stderr.trim() === "" ? "" : `: ${lastLines(stderr)}`;
  if (error) return `the kernel could not be started: ${error.message}`;
  if (/heap out of memory/.test(stderr)) {
    return `the kernel ran out of memory: JavaScript heap full${peak}; use less data, or set NODE_OPTIONS=--max-old-space-size=MIB`;
  }
  if (signal === "SIGKILL") {
    return `the kernel was killed by the system or another program (SIGKILL)${peak}, most often because the machine ran out of memory; use less data or run fewer notebooks side by side`;
  }
  if (isStarting) return `tslab did not start (${signal ?? `exit code ${code}`})${says || "; it said nothing"}`;
  if (signal) return `the kernel died of ${signal}${peak}${says}`;
  return `the kernel exited with code ${code} in the middle of a cell${peak}${says}; does the cell call process.exit()?`;
}

function lastLines(text: string): string {
  return text.trim().split("\n").slice(-5).join("\n");
}
