// One worker of crew.mjs: an engine of its own, driven by messages.
import {parentPort, workerData} from "node:worker_threads";
import {openWork} from "./work.mjs";

let work;
parentPort.on("message", async ({ask, seconds}) => {
  try {
    if (ask === "open") {
      work = await openWork({...workerData.contender, workers: 1}, workerData.task);
      parentPort.postMessage({version: work.version, parameters: work.parameters});
    } else parentPort.postMessage(await work.window(seconds));
  } catch (cause) {
    parentPort.postMessage({error: String(cause?.message ?? cause).split("\n")[0]});
  }
});
