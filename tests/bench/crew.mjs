import {once} from "node:events";
import {Worker} from "node:worker_threads";

/** Inference side by side: each worker has an engine of its own, and a window is over when the last of them is. */
export async function openCrew(contender, task) {
  const threads = Array.from(
    {length: contender.workers},
    () => new Worker(new URL("crewMember.mjs", import.meta.url), {workerData: {contender, task}}),
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
    return {images: rate * milliseconds, milliseconds, steps: Math.max(...parts.map(({steps}) => steps))};
  };
  return {version, parameters, window};
}
