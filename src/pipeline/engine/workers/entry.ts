import {pathToFileURL} from "node:url";
import {parentPort, workerData} from "node:worker_threads";
import {type TaskCall, toPlainError, type WorkerMessage} from "./protocol.js";

/** What a worker thread runs: it loads the task module and calls its exported functions as the main thread asks. */
async function serve(): Promise<void> {
  const {module} = workerData as {module: string};
  let tasks: Record<string, (input: unknown) => unknown>;
  try {
    tasks = (await import(pathToFileURL(module).href)) as typeof tasks;
  } catch (thrown) {
    tell({kind: "failed", error: toPlainError(thrown)});
    return;
  }
  parentPort!.on("message", async ({id, task, input}: TaskCall) => {
    try {
      tell({kind: "done", id, value: await tasks[task]!(input)});
    } catch (thrown) {
      tell({kind: "threw", id, error: toPlainError(thrown)});
    }
  });
  tell({kind: "ready"});
}

function tell(message: WorkerMessage): void {
  parentPort!.postMessage(message);
}

void serve();
