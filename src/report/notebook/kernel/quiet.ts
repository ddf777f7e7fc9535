import {setImmediate, setTimeout} from "node:timers/promises";

/**
 * Waits until what ran since `before` has come to rest: timers, requests, child processes. At least three turns of the event loop, so
 * that rejected promises are seen; at most `settle` milliseconds.
 * @param before {@link activeResources} of then
 * @returns whether it came to rest
 */
export async function quiet(before: ReadonlyMap<string, number>, settle: number): Promise<boolean> {
  const deadline = performance.now() + settle;
  for (let turn = 0; turn < 3; turn++) await setImmediate();
  while (isBusy(before) && performance.now() < deadline) await setTimeout(4, undefined, {ref: false});
  await setImmediate();
  return !isBusy(before);
}

/** What keeps the event loop alive, by kind. Watchers, listeners and open pipes wait for others and are no work in progress. */
export function activeResources(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of process.getActiveResourcesInfo()) {
    if (!waiting.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const waiting = new Set([
  "FSEventWrap",
  "StatWatcher",
  "PipeWrap",
  "TTYWrap",
  "MessagePort",
  "Worker",
  "TCPServerWrap",
]);

function isBusy(before: ReadonlyMap<string, number>): boolean {
  return [...activeResources()].some(([name, count]) => count > (before.get(name) ?? 0));
}
