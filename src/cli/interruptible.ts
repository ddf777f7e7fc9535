import {join} from "node:path";
import {findProject} from "../core/paths.js";
import {wallClock} from "../pipeline/artefact/journal.js";
import {noteInterrupted} from "../pipeline/artefact/noteInterrupted.js";

/**
 * Runs a task that Ctrl-C, or a signal to end, aborts instead of killing this process half-way. A second one ends it at once, by way of
 * its `exit` handlers, which end child processes and give the terminal back. Trainings that
 * died with a child are noted as interrupted.
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
    await noteTrainings();
    for (const signal of signals) process.off(signal, abort);
  }
}

/** What is left undone here, the next look at the runs finds out. */
async function noteTrainings(): Promise<void> {
  try {
    await noteInterrupted(join(findProject(process.cwd()).models, "runs"), wallClock);
  } catch {
    // Outside of a project there are no runs; and a disk that is full is no reason to end in another way.
  }
}
