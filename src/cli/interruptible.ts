/** Runs a task that Ctrl-C, or a signal to end, aborts instead of killing this process half-way. A second Ctrl-C kills it. */
export async function interruptible<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.once(signal, abort);
  try {
    return await task(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}
