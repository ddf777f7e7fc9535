// One worker of engineHost.mjs: an engine of its own, driven by messages.
import {parentPort, workerData} from "node:worker_threads";
import {repeat} from "./serve.mjs";
import {openWork} from "./work.mjs";

let work;
parentPort.on("message", async ({ask, seconds}) => {
  try {
    if (ask === "open") {
      work = await openWork(workerData.contender, workerData.task);
      parentPort.postMessage({version: work.version, parameters: work.parameters});
    } else {
      const {steps, milliseconds} = await repeat(work.step, seconds);
      parentPort.postMessage({images: steps * work.images, milliseconds});
    }
  } catch (cause) {
    parentPort.postMessage({error: String(cause?.message ?? cause).split("\n")[0]});
  }
});
