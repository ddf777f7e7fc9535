import {type ErrorCode, LookbookError} from "../../../core/errors.js";

/** What the main thread asks of a worker. */
export interface TaskCall {
  readonly id: number;
  /** Name of an exported function of the task module. */
  readonly task: string;
  readonly input: unknown;
}

/** What a worker tells; `ready` or `failed` comes first, then one `done` or `threw` for each call. */
export type WorkerMessage =
  | {readonly kind: "ready"}
  | {readonly kind: "failed"; readonly error: PlainError}
  | {readonly kind: "done"; readonly id: number; readonly value: unknown}
  | {readonly kind: "threw"; readonly id: number; readonly error: PlainError};

/** An error that survives the way between threads; a class and its fields would not. */
export interface PlainError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | undefined;
  readonly stack?: string | undefined;
}

/** Takes an error apart. */
export function toPlainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return {name: "Error", message: String(thrown)};
  const {name, message, stack} = thrown;
  return {name, message, stack, code: "code" in thrown ? String(thrown.code) : undefined};
}

/** Puts an error together again; a {@link LookbookError} stays one. */
export function fromPlainError({name, message, code, stack}: PlainError): Error {
  const error =
    name === "LookbookError" && code !== undefined
      ? new LookbookError(code as ErrorCode, message)
      : Object.assign(new Error(message), {name});
  if (stack !== undefined) error.stack = stack;
  return error;
}
