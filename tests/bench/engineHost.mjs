// One of our engines in a process of its own: node engineHost.mjs CONTENDER TASK, both as JSON; serves windows over stdin and stdout.
import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {profile} from "./profile.mjs";
import {repeat, serve} from "./serve.mjs";
import {openWork} from "./work.mjs";

const [contender, task] = process.argv.slice(2).map((text) => JSON.parse(text));
const {workers} = contender;
let work;

await serve(async ({ask, seconds, steps}) => {
  switch (ask) {
    case "open":
      work = workers > 1 ? await crew() : await alone();
      return {version: work.version, parameters: work.parameters};
    case "window":
      return work.window(seconds);
    case "memory":
      return {mebibytes: process.resourceUsage().maxRSS / 1024 / workers};
    case "profile":
      return profile(work.step, steps);
  }
});
process.exit(0); // workers still wait for their next window

async function alone() {
  const {step, images, inStep, ...rest} = await openWork(contender, task);
  const window = async (seconds) => {
    inStep();
    const {steps, milliseconds} = await repeat(step, seconds);
    const spent = inStep();
    return {
      images: steps * images,
      milliseconds,
      ...(spent !== undefined && {stepShare: Math.min(1, spent / milliseconds)}),
    };
  };
  return {...rest, step, window};
}

/** Inference side by side: each worker has an engine of its own, and a window is over when the last of them is. */
async function crew() {
  if (task.what === "train") throw new Error("training on several workers is not there");
  const threads = Array.from(
    {length: workers},
    () => new Worker(new URL("engineWorker.mjs", import.meta.url), {workerData: {contender, task}}),
  );
  const all = async (request) => {
    const replies = threads.map((thread) => once(thread, "message"));
    for (const thread of threads) thread.postMessage(request);
    const answers = (await Promise.all(replies)).map(([answer]) => answer);
    const failed = answers.find(({error}) => error !== undefined);
    if (failed) throw new Error(failed.error);
    return answers;
  };
  const [{version, parameters}] = await all({ask: "open"});
  const window = async (seconds) => {
    const parts = await all({ask: "window", seconds});
    const rate = parts.reduce((sum, {images, milliseconds}) => sum + images / milliseconds, 0);
    const milliseconds = Math.max(...parts.map((part) => part.milliseconds));
    return {images: rate * milliseconds, milliseconds};
  };
  return {version, parameters, window};
}
