import {availableParallelism} from "node:os";

/** How many threads can work at once on this machine; the processors that this process may use, at least 1. */
export function availableWorkers(): number {
  return availableParallelism();
}
