import {type ProgressFactory, progressTo} from "../core/progress.js";

/** Progress on stderr: results on stdout stay clean. */
export function onTerminal(): ProgressFactory {
  return progressTo({
    write: (text) => process.stderr.write(text),
    now: () => performance.now(),
    isTerminal: process.stderr.isTTY === true,
  });
}
