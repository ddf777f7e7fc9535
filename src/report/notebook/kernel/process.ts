import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {LookbookError} from "../../../core/errors.js";
import {libraryRoot} from "../../../core/paths.js";
import type {Exit} from "./describeExit.js";

/** Options for {@link KernelProcess}. */
export interface KernelProcessOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A Node process that runs child.js in a process group of its own: what a cell starts dies with it, and Ctrl-C reaches the executor alone.
 * It never outlives the executor: killed when this process exits, and by itself where this process cannot (child.ts, watchParent.ts).
 */
export class KernelProcess {
  readonly child: ChildProcess;
  /** Resolves when the process has ended and everything it wrote has arrived. */
  readonly gone: Promise<void>;
  exit: Exit | undefined;
  /** True where it was this side that ended it. */
  isKilled = false;
  /** Bytes of resident memory. */
  peakMemory = 0;
  /** Told the resident memory about once a second. */
  onMemory: ((bytes: number) => void) | undefined;

  constructor({folder, env, signal}: KernelProcessOptions) {
    this.child = spawn(process.execPath, [entry(), String(process.pid)], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe", "pipe", "pipe"],
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    living.add(this);
    let samples = 0;
    const sampler = setInterval(() => {
      const {peak, now} = residentMemory(this.child.pid);
      this.notePeak(peak);
      if (now > 0 && ++samples % 10 === 0) this.onMemory?.(now);
    }, 100);
    this.gone = this.#end().then((exit) => {
      this.exit = exit;
      living.delete(this);
      clearInterval(sampler);
    });
    if (signal) this.endWith(signal);
  }

  /** Ends it when the signal comes. */
  endWith(signal: AbortSignal): void {
    const stop = (): void => this.kill();
    signal.addEventListener("abort", stop, {once: true});
    void this.gone.then(() => signal.removeEventListener("abort", stop));
    if (signal.aborted) stop();
  }

  notePeak(bytes: number): void {
    this.peakMemory = Math.max(this.peakMemory, bytes);
  }

  kill(): void {
    if (this.exit !== undefined) return;
    this.isKilled = true;
    this.#killGroup();
  }

  async #end(): Promise<Exit> {
    const closed = once(this.child, "close").catch(() => undefined);
    const exit = await new Promise<Exit>((resolve) => {
      this.child.once("error", (error) => resolve({code: null, signal: null, error}));
      this.child.once("exit", (code, signal) => resolve({code, signal}));
    });
    // What the process started may hold its pipes open; with the group gone they close, and all that was written has been read.
    this.#killGroup();
    if (!exit.error) await Promise.race([closed, sleep(500, undefined, {ref: false})]);
    return exit;
  }

  #killGroup(): void {
    const {pid} = this.child;
    if (pid === undefined) return;
    try {
      if (process.platform === "win32") this.child.kill("SIGKILL");
      else process.kill(-pid, "SIGKILL");
    } catch {
      // Nobody is left in the group.
    }
  }
}

/** The compiled child, also where this module itself runs from its TypeScript source in a test. */
function entry(): string {
  const path = join(libraryRoot(), "dist", "report", "notebook", "kernel", "child.js");
  if (existsSync(path)) return path;
  throw new LookbookError("missing-file", `${path} does not exist; run \`npm run build\``);
}

/** Resident memory in bytes and its high-water mark, 0 where the system has no /proc. */
function residentMemory(pid: number | undefined): {readonly peak: number; readonly now: number} {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const bytes = (name: string): number => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024;
    return {peak: bytes("VmHWM"), now: bytes("VmRSS")};
  } catch {
    return {peak: 0, now: 0};
  }
}

const living = new Set<KernelProcess>();
process.on("exit", () => {
  for (const one of living) one.kill();
});
