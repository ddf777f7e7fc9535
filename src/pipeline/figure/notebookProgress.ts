import {hostOutput} from "../../core/hostOutput.js";
import {type ProgressFactory, progressTo} from "../../core/progress.js";

/**
 * Progress of long work in a notebook. In the build it goes to the terminal of whoever started the build, past the notebook, whose
 * outputs must hold no clock; in Jupyter it is printed under the cell, a line now and then.
 */
export function notebookProgress(): ProgressFactory {
  const host = hostOutput();
  return progressTo({
    write: host ?? ((text) => process.stdout.write(text)),
    now: () => performance.now(),
    isTerminal: false,
    interval: host ? 1000 : 10_000,
  });
}
