import {Worker} from "node:worker_threads";
import {LookbookError, systemCode} from "../../../core/errors.js";
import {compiledModule} from "./compiledModule.js";
import {fromPlainError, type TaskCall, type WorkerMessage} from "./protocol.js";

/** One worker thread of a pool. */
export interface Member {
  /** Resolves when the task module is loaded; rejects where it cannot be. */
  readonly ready: Promise<void>;
  /** Calls an exported function of the task module. Rejects with its error, or with `worker-died`. */
  call(task: string, input: unknown): Promise<unknown>;
  /** Ends the thread, in the middle of a task if need be. */
  close(): Promise<void>;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** Starts a worker thread. @param title names it in errors: "worker 2 of 4" */
export function openMember(module: string, title: string): Member {
  const worker = new Worker(compiledModule("pipeline/engine/workers/entry.js"), {
    workerData: {module},
    name: title,
    // Twice Node's own: what a step leaves behind is gone before it counts as old, and is collected half as often.
    resourceLimits: {maxYoungGenerationSizeMb: 96},
    // A thread inherits the flags of `node --input-type=module -e "..."`, and then refuses to load a file.
    ...(process.execArgv.some((flag) => flag.startsWith("--input-type")) && {execArgv: []}),
  });
  const pending = new Map<number, Pending>();
  let [nextId, death] = [1, undefined as LookbookError | undefined];

  const wait = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (death) reject(death);
      else pending.set(id, {resolve, reject});
    });
  const die = (reason: string, cause?: unknown): void => {
    death ??= new LookbookError("worker-died", `${title} died: ${reason}`, {cause});
    for (const {reject} of pending.values()) reject(death);
    pending.clear();
  };
  const settle = (message: WorkerMessage): void => {
    const id = "id" in message ? message.id : starting;
    const call = pending.get(id);
    pending.delete(id);
    if ("error" in message) call?.reject(fromPlainError(message.error));
    else call?.resolve("value" in message ? message.value : undefined);
  };
  worker.on("message", settle);
  worker.on("messageerror", (cause) => die("its message cannot be read", cause));
  worker.on("error", (cause) => die(reasonOf(cause), cause));
  worker.on("exit", (code) => die(`it ended with exit code ${code}`));

  const ready = wait(starting).then(() => undefined);
  ready.catch(() => undefined); // told to whoever awaits it; a pool that is closed early does not
  return {
    ready,
    call: (task, input) => {
      const id = nextId++;
      const reply = wait(id);
      if (!death) worker.postMessage({id, task, input} satisfies TaskCall);
      return reply;
    },
    close: async () => {
      death ??= new LookbookError("worker-died", `${title} was closed`);
      await worker.terminate();
    },
  };
}

/** Stands for the id of the first message, which answers no call. */
const starting = 0;

function reasonOf(cause: unknown): string {
  if (systemCode(cause) === "ERR_WORKER_OUT_OF_MEMORY") return "its JavaScript heap is full";
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
