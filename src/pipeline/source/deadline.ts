/** A limit on waiting that each sign of life puts off. */
export interface Deadline {
  /** Fires when the time is over, when the outer signal fires, and when the deadline is cleared. */
  readonly signal: AbortSignal;
  /** The reason, once the time is over. */
  readonly expired: Error | undefined;
  /** Waits so long from now. */
  extend(milliseconds: number, reason: string): void;
  /** Ends whatever still listens. */
  clear(): void;
}

/** Opens a deadline that has not begun. @param outer the caller's signal */
export function deadline(outer: AbortSignal | undefined): Deadline {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  if (outer?.aborted) stop();
  outer?.addEventListener("abort", stop);
  let timer: NodeJS.Timeout | undefined;
  let expired: Error | undefined;
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    extend: (milliseconds, reason) => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        expired = new Error(reason);
        stop();
      }, milliseconds);
    },
    clear: () => {
      clearTimeout(timer);
      outer?.removeEventListener("abort", stop);
      // A body that is not read to its end would keep its connection.
      stop();
    },
  };
}
