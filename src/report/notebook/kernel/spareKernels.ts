import {KernelProcess, type KernelProcessOptions} from "./process.js";

/** Keeps one kernel that has started before a notebook asks for it: the half second that it takes passes while nobody waits. */
export class SpareKernels {
  readonly #options: Omit<KernelProcessOptions, "folder">;
  #spare: {readonly folder: string; readonly process: KernelProcess} | undefined;

  constructor(options: Omit<KernelProcessOptions, "folder">) {
    this.#options = options;
  }

  /** Starts one for a notebook in `folder`, where none is kept. */
  prepare(folder: string): void {
    if (this.#spare?.process.exit !== undefined) this.#spare = undefined;
    if (this.#spare === undefined) this.#spare = {folder, process: new KernelProcess({...this.#options, folder})};
  }

  /** Hands over the one that is kept, where it is for this folder; it is then the taker's to end, as `signal` does. */
  take(folder: string, signal: AbortSignal): KernelProcess | undefined {
    const spare = this.#spare;
    if (spare?.folder !== folder || spare.process.exit !== undefined) return undefined;
    this.#spare = undefined;
    spare.process.endWith(signal);
    return spare.process;
  }

  /** Ends the one that nobody took. */
  async close(): Promise<void> {
    const spare = this.#spare;
    this.#spare = undefined;
    spare?.process.kill();
    await spare?.process.gone;
  }
}
