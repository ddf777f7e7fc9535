import {LookbookError} from "../../../core/errors.js";
import {openMember} from "./member.js";

/** Options for {@link openPool}. */
export interface PoolOptions {
  /** File of the module whose exported functions are the tasks; `compiledModule` finds those of this library. */
  readonly module: string;
  /** Threads, at least 1. */
  readonly workers: number;
}

/** Worker threads that all have loaded one module. Memory is shared through `SharedArrayBuffer`, all else is copied. */
export interface WorkerPool<T> {
  readonly size: number;
  /** Runs a task on one worker, counted from 0. */
  call<K extends keyof T>(worker: number, task: K, input: Input<T[K]>): Promise<Output<T[K]>>;
  /** Runs a task on all workers; the results are in the order of the workers. */
  broadcast<K extends keyof T>(task: K, input: Input<T[K]>): Promise<Output<T[K]>[]>;
  /** Ends all threads, in the middle of a task if need be. */
  close(): Promise<void>;
}

type Input<F> = F extends (input: infer I) => unknown ? I : never;
type Output<F> = F extends (...input: never[]) => infer O ? Awaited<O> : never;

/**
 * Starts worker threads on a task module, whose exported functions take one argument and return what can be cloned, or a promise
 * of it: `openPool<typeof Tasks>(...)`, with `import type * as Tasks`. The caller closes the pool.
 * A worker that ends or breaks down rejects what it was asked, and all that it is asked later, with `worker-died`, which names it.
 * @throws LookbookError `missing-file` where the library was not built, `bad-option`; what the module throws when it is loaded
 */
export async function openPool<T extends {[K in keyof T]: (input: never) => unknown}>({
  module,
  workers,
}: PoolOptions): Promise<WorkerPool<T>> {
  if (!(Number.isInteger(workers) && workers >= 1)) {
    throw new LookbookError("bad-option", `workers must be a whole number of at least 1, got ${workers}`);
  }
  const members = Array.from({length: workers}, (_, i) => openMember(module, `worker ${i + 1} of ${workers}`));
  const close = async (): Promise<void> => void (await Promise.all(members.map((member) => member.close())));
  try {
    await Promise.all(members.map(({ready}) => ready));
  } catch (thrown) {
    await close();
    throw thrown;
  }
  const call = (worker: number, task: PropertyKey, input: unknown): Promise<unknown> =>
    members[worker]!.call(String(task), input);
  return {
    size: workers,
    call,
    broadcast: (task: PropertyKey, input: unknown) => Promise.all(members.map((_, i) => call(i, task, input))),
    close,
  } as WorkerPool<T>;
}
