import type {Readable, Writable} from "node:stream";
import {setTimeout as sleep} from "node:timers/promises";
import {LookbookError} from "../../../core/errors.js";
import type {StepReport} from "../../../core/step.js";
import type {Output} from "../nbformat.js";
import {CellOutputs} from "./cellOutputs.js";
import {describeExit} from "./describeExit.js";
import {lineCutter} from "./lines.js";
import {NativeOutput} from "./nativeOutput.js";
import {KernelProcess} from "./process.js";
import type {Command, Failure, Message} from "./protocol.js";

/** Options for {@link Kernel}. */
export interface KernelOptions {
  /** The notebook's file, for messages. */
  readonly path: string;
  /** Working folder of the cells. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Characters of output one cell may produce. */
  readonly outputLimit: number;
  /** Milliseconds to wait at most for what a cell left running. */
  readonly settle: number;
  readonly signal?: AbortSignal | undefined;
  /** The child, where it was started before. */
  readonly started?: KernelProcess | undefined;
  readonly onEvent?: ((event: KernelEvent) => void) | undefined;
}

/** What a kernel tells beside outputs and failures. */
export type KernelEvent =
  | {readonly type: "progress"; readonly text: string}
  | {readonly type: "step"; readonly step: StepReport}
  | {readonly type: "memory"; readonly bytes: number};

/** How the child left one cell. */
export interface CellOutcome {
  /** The limit passed, and the child was ended. */
  readonly isLate: boolean;
  /** The child ended before the cell did. */
  readonly isGone: boolean;
  /** Milliseconds. */
  readonly duration: number;
  /** Highest resident memory while the cell ran, in bytes; where the system cannot tell, since the child started. */
  readonly peakMemory: number;
}

/** What to run. */
export interface CellRun {
  readonly source: string;
  /** What the cell is called in messages. */
  readonly number: number;
  /** Milliseconds it may take. */
  readonly limit: number;
}

/** The child process of one notebook, seen from the executor: commands in, outputs and failures out. */
export class Kernel {
  /** Why the child is gone, in a sentence; undefined while it lives or where it was ended on purpose. */
  death: string | undefined;
  /** The cell for whose failure the child had to be ended. */
  fatal: number | undefined;
  readonly steps: StepReport[] = [];
  /** Milliseconds of processor time that its cells took so far. */
  cpu = 0;
  readonly #options: KernelOptions;
  readonly #process: KernelProcess;
  readonly #outputs = new CellOutputs();
  readonly #failures = new Map<number, Failure>();
  readonly #native: Readonly<Record<"stdout" | "stderr", NativeOutput>>;
  #running = -1;
  #next = 0;
  #closed = 0;
  #expected: {readonly type: Message["type"]; readonly resolve: (message: Message) => void} | undefined;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.#native = {stdout: new NativeOutput(options.outputLimit), stderr: new NativeOutput(options.outputLimit)};
    this.#process = options.started ?? new KernelProcess(options);
    this.#process.onMemory = (bytes) => options.onEvent?.({type: "memory", bytes});
    const {stdio} = this.#process.child;
    (stdio[4] as Writable).on("error", () => undefined); // the child is gone; its exit says so
    const cut = lineCutter((line) => this.#read(line));
    (stdio[3] as Readable).setEncoding("utf8").on("data", cut);
    for (const [fd, name] of [
      [1, "stdout"],
      [2, "stderr"],
    ] as const) {
      (stdio[fd] as Readable).setEncoding("utf8").on("data", (text: string) => this.#receiveNative(name, text));
    }
  }

  /** Bytes: the highest resident memory of the child so far. */
  get peakMemory(): number {
    return this.#process.peakMemory;
  }

  /** Resolves when tslab takes cells. @throws LookbookError `kernel-died` where it does not */
  async ready(): Promise<void> {
    const came = await this.#until("ready", 60_000);
    if (this.#options.signal?.aborted) return;
    if (came === "late") this.death = "tslab did not start within 60 s";
    if (this.death !== undefined)
      throw new LookbookError("kernel-died", `notebook ${this.#options.path}: ${this.death}`);
  }

  /** Runs one cell and waits until what it left running has come to rest; `limit` in milliseconds. */
  async run(cell: number, {source, number, limit}: CellRun): Promise<CellOutcome> {
    const start = performance.now();
    const {outputLimit, settle} = this.#options;
    this.#running = cell;
    this.#command({type: "run", cell, number, source, outputLimit, settle});
    const came = await this.#until("done", limit);
    if (came === "late") await this.kill();
    else if (came !== "gone") await this.#fences();
    this.#takeNative(cell);
    const done = typeof came === "object" && came.type === "done" ? came : undefined;
    this.#process.notePeak(done?.peakMemory ?? 0);
    this.cpu += done?.cpu ?? 0;
    return {
      isLate: came === "late",
      isGone: came === "gone",
      duration: performance.now() - start,
      peakMemory: done?.peakMemory || this.peakMemory,
    };
  }

  /** Lets what the last cells left running come to rest, then ends the child. */
  async finish(): Promise<void> {
    this.#command({type: "finish", settle: 2 * this.#options.settle});
    await this.#until("finished", 10_000 + 2 * this.#options.settle);
    await this.kill();
  }

  failureOf(cell: number): Failure | undefined {
    return this.#failures.get(cell);
  }

  outputsOf(cell: number): readonly Output[] {
    return this.#outputs.of(cell);
  }

  /** Ends the child and everything it started; resolves when it is gone. */
  async kill(): Promise<void> {
    this.#process.kill();
    await this.#process.gone;
  }

  #command(command: Command): void {
    (this.#process.child.stdio[4] as Writable).write(`${JSON.stringify(command)}\n`);
  }

  async #until(type: Message["type"], limit: number): Promise<Message | "late" | "gone"> {
    const stop = new AbortController();
    const came = new Promise<Message>((resolve) => {
      this.#expected = {type, resolve};
    });
    // A timer takes at most 2^31 - 1 ms, and fires at once beyond.
    const late = sleep(Math.min(limit, 2 ** 31 - 1), "late" as const, {signal: stop.signal}).catch(
      () => "late" as const,
    );
    const gone = this.#process.gone.then(() => "gone" as const);
    const first = await Promise.race([came, late, gone]);
    stop.abort();
    this.#expected = undefined;
    if (first === "gone") this.#noteDeath();
    return first;
  }

  /** Waits until the pipes of native output have brought everything of this cell. */
  async #fences(): Promise<void> {
    const {stdout, stderr} = this.#native;
    this.#closed++;
    const deadline = performance.now() + 500; // a cell may have closed its standard streams
    while (Math.min(stdout.fences, stderr.fences) < this.#closed && performance.now() < deadline) await sleep(1);
  }

  /** What native code wrote stands behind the cell's own output: the order between two pipes is not known. */
  #takeNative(cell: number): void {
    for (const name of ["stdout", "stderr"] as const) this.#outputs.stream(cell, name, this.#native[name].take());
  }

  #receiveNative(name: "stdout" | "stderr", text: string): void {
    this.#native[name].push(text);
    if (!this.#native[name].isFull || this.fatal !== undefined) return;
    const size = `${Math.round(this.#options.outputLimit / 2 ** 20)} MiB`;
    const evalue = `native code wrote more than ${size} to ${name}; what came after is lost. Write it to a file`;
    this.#endFor(this.#running, {ename: "OutputLimitError", evalue, traceback: [`OutputLimitError: ${evalue}`]});
  }

  #endFor(cell: number, failure: Failure): void {
    this.fatal = cell;
    this.#failures.set(cell, failure);
    this.#process.kill();
  }

  #read(line: string): void {
    const message = parseMessage(line);
    if (message?.seq === this.#next) {
      this.#next++;
      this.#receive(message);
      return;
    }
    const got = message === undefined ? "something else" : `number ${message.seq}`;
    this.death ??= `the kernel's messages are out of step: expected number ${this.#next}, got ${got}; does a cell write to file descriptor 3?`;
    this.#process.kill();
  }

  #receive(message: Message): void {
    switch (message.type) {
      case "stream":
        this.#outputs.stream(message.cell, message.name, message.text);
        break;
      case "display":
        this.#outputs.display(message.cell, message);
        break;
      case "progress":
        this.#options.onEvent?.({type: "progress", text: message.text});
        break;
      case "step":
        this.steps.push(message.step);
        this.#options.onEvent?.({type: "step", step: message.step});
        break;
      case "failure":
        if (message.isFatal) this.#endFor(message.cell, message.failure);
        else this.#failures.set(message.cell, message.failure);
        break;
      case "ready":
      case "done":
      case "finished":
        break;
    }
    if (message.type === this.#expected?.type) this.#expected.resolve(message);
  }

  #noteDeath(): void {
    const {exit} = this.#process;
    if (exit === undefined) return;
    if (this.#process.isKilled) {
      if (this.fatal === undefined) this.death ??= "the kernel was ended before this cell";
      return;
    }
    const stderr = this.#native.stderr.take();
    this.#outputs.stream(this.#running, "stderr", stderr);
    this.death ??= describeExit(exit, {stderr, isStarting: this.#running < 0, peakMemory: this.peakMemory});
  }
}

function parseMessage(line: string): Message | undefined {
  try {
    return JSON.parse(line) as Message;
  } catch {
    return undefined;
  }
}
