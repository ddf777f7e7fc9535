import {type ChildProcess, spawn} from "node:child_process";
import {readFileSync} from "node:fs";
import {join} from "node:path";
import type {Readable, Writable} from "node:stream";
import {setTimeout as sleep} from "node:timers/promises";
import {LookbookError} from "../../../core/errors.js";
import {libraryRoot} from "../../../core/paths.js";
import type {ExecuteOptions} from "../execute.js";
import type {Output} from "../nbformat.js";
import {CellOutputs} from "./cellOutputs.js";
import type {Command, Failure, Message} from "./protocol.js";

/** How the child left one cell. */
export interface CellOutcome {
  readonly status: "ok" | "error" | "timed-out";
  /** Milliseconds. */
  readonly duration: number;
  readonly peakMemory: number;
  /** Milliseconds the cell was allowed. */
  readonly limit: number;
}

/** The child process of one notebook, seen from the executor. Killed with its whole process group; never outlives the executor. */
export class Kernel {
  /** Why the child is gone, in a sentence; undefined while it lives or where it ended as it should. */
  death: string | undefined;
  /** High-water mark of resident memory, in bytes. */
  peakMemory = 0;
  readonly #options: ExecuteOptions;
  readonly #child: ChildProcess;
  readonly #outputs = new CellOutputs();
  readonly #failures = new Map<number, Failure>();
  readonly #exit: Promise<void>;
  #stderrTail = "";
  #running = -1;
  #next = 0;
  #expected: {readonly type: Message["type"]; readonly resolve: () => void} | undefined;
  #ended = false;

  constructor(options: ExecuteOptions & {readonly start: number}) {
    this.#options = options;
    const entry = join(libraryRoot(), "dist", "report", "notebook", "kernel", "child.js");
    this.#child = spawn(process.execPath, [entry], {
      cwd: options.folder,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      // A process group of its own: what a cell starts dies with it, and a Ctrl-C reaches the executor alone.
      detached: process.platform !== "win32",
    });
    living.add(this);
    this.#listen();
    this.#exit = new Promise((resolve) => {
      this.#child.once("error", (error) => {
        this.death ??= `the kernel could not be started: ${error.message}`;
        resolve();
      });
      this.#child.once("exit", (code, signal) => {
        this.#sample();
        if (!this.#ended) this.death ??= this.#describeExit(code, signal);
        resolve();
      });
    });
    void this.#exit.then(() => {
      living.delete(this);
      clearInterval(sampler);
      this.#expected?.resolve();
    });
    const sampler = setInterval(() => this.#sample(), 250);
    sampler.unref();
    options.signal?.addEventListener("abort", () => this.kill(), {once: true});
    if (options.signal?.aborted) this.kill();
  }

  /** Resolves when tslab takes cells. @throws LookbookError `kernel-died` where it does not */
  async ready(): Promise<void> {
    const ready = await this.#until("ready", 60_000);
    if (this.#options.signal?.aborted) return;
    if (ready === "late") this.death = "tslab did not start within 60 s";
    if (this.death === undefined) return;
    throw new LookbookError("kernel-died", `notebook ${this.#options.path}: ${this.death}`);
  }

  /** Runs one cell; `limit` in milliseconds. */
  async run(cell: number, source: string, limit: number): Promise<CellOutcome> {
    const start = performance.now();
    const {outputLimit = 64 * 2 ** 20, settle = 500} = this.#options;
    this.#running = cell;
    this.#command({type: "run", cell, source, outputLimit, settle});
    const came = await this.#until("done", limit);
    if (came === "late") this.kill();
    // What native code wrote straight to the child's standard streams arrives on pipes of its own.
    await sleep(this.#outputs.isQuiet ? 0 : 5);
    const duration = performance.now() - start;
    const failed = this.death !== undefined || this.#failures.has(cell);
    return {
      status: came === "late" ? "timed-out" : failed ? "error" : "ok",
      duration,
      peakMemory: this.peakMemory,
      limit,
    };
  }

  /** Lets timers and promises of the last cells come to rest, then ends the child. */
  async finish(): Promise<void> {
    this.#command({type: "finish", settle: 2000});
    await this.#until("finished", 10_000);
    this.#ended = true;
    this.kill();
    await this.#exit;
  }

  failureOf(cell: number): Failure | undefined {
    return this.#failures.get(cell);
  }

  outputsOf(cell: number): readonly Output[] {
    return this.#outputs.of(cell);
  }

  /** Ends the child and everything it started, at once. */
  kill(): void {
    const {pid} = this.#child;
    if (pid === undefined || this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#ended = true;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      this.#child.kill("SIGKILL");
    }
  }

  #command(command: Command): void {
    const input = this.#child.stdio[4] as Writable;
    input.write(`${JSON.stringify(command)}\n`);
  }

  async #until(type: Message["type"], limit: number): Promise<"came" | "late" | "gone"> {
    const stop = new AbortController();
    const came = new Promise<"came">((resolve) => {
      this.#expected = {type, resolve: () => resolve("came")};
    });
    const late = sleep(limit, "late" as const, {signal: stop.signal}).catch(() => "late" as const);
    const gone = this.#exit.then(() => "gone" as const);
    const first = await Promise.race([came, late, gone]);
    stop.abort();
    this.#expected = undefined;
    return first;
  }

  #listen(): void {
    const {stdio} = this.#child;
    (stdio[4] as Writable).on("error", () => undefined); // the child is gone; its exit says so
    (stdio[3] as Readable).on("error", () => undefined);
    let rest = "";
    (stdio[3] as Readable).setEncoding("utf8").on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop()!;
      for (const line of lines) this.#receive(JSON.parse(line) as Message);
    });
    this.#child
      .stdout!.setEncoding("utf8")
      .on("data", (text: string) => this.#outputs.stream(this.#running, "stdout", text));
    this.#child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.#stderrTail = (this.#stderrTail + text).slice(-4000);
      this.#outputs.stream(this.#running, "stderr", text);
    });
  }

  #receive(message: Message): void {
    if (message.seq !== this.#next++) {
      this.death = `the kernel's messages are out of step: expected number ${this.#next - 1}, got ${message.seq}`;
      this.kill();
      return;
    }
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
      case "failure":
        // A cell has one error output; what follows from its first failure would only hide it.
        if (!this.#failures.has(message.cell)) this.#failures.set(message.cell, message.failure);
        break;
      case "done":
        this.peakMemory = Math.max(this.peakMemory, message.peakMemoryBytes);
        break;
      case "ready":
      case "finished":
        break;
    }
    if (message.type === this.#expected?.type) this.#expected.resolve();
  }

  #describeExit(code: number | null, signal: NodeJS.Signals | null): string {
    const peak = this.peakMemory > 0 ? `; peak memory ${Math.round(this.peakMemory / 2 ** 20)} MiB` : "";
    if (/heap out of memory/.test(this.#stderrTail)) {
      return `the kernel ran out of memory (JavaScript heap)${peak}; use less data, or set NODE_OPTIONS=--max-old-space-size`;
    }
    if (signal === "SIGKILL") {
      return `the kernel was killed (SIGKILL), perhaps by the system for want of memory${peak}`;
    }
    if (signal) return `the kernel died with signal ${signal}${peak}`;
    if (this.#running < 0) return `tslab did not start (exit code ${code}): ${this.#stderrTail.trim() || "no message"}`;
    return `the kernel exited with code ${code} in the middle of a cell${peak}; does the cell call process.exit()?`;
  }

  #sample(): void {
    try {
      const status = readFileSync(`/proc/${this.#child.pid}/status`, "utf8");
      const kib = Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
      this.peakMemory = Math.max(this.peakMemory, kib * 1024);
    } catch {
      // No /proc here, or the child is gone: the child's own figures have to do.
    }
  }
}

const living = new Set<Kernel>();
process.on("exit", () => {
  for (const kernel of living) kernel.kill();
});
