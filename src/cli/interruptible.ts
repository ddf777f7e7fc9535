/**
 * Runs a task that Ctrl-C, or a signal to end, aborts instead of killing this process half-way. A second one ends it at once, by way of
 * its `exit` handlers, which end child processes and give the terminal back.
 */
export async function interruptible<T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, abort);
  try {
    return await task(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}
