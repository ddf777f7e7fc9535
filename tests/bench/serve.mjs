import {performance} from "node:perf_hooks";
import {createInterface} from "node:readline";

/** Answers requests on stdin, one line of JSON each, until it closes. `answer` may throw: the message goes back. */
export async function serve(answer) {
  for await (const line of createInterface({input: process.stdin})) {
    const reply = await Promise.resolve(JSON.parse(line))
      .then(answer)
      .catch((cause) => ({error: String(cause?.message ?? cause).split("\n")[0]}));
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
}

/** Repeats a step for some seconds, at least once. @returns how many, and milliseconds */
export async function repeat(step, seconds) {
  const start = performance.now();
  let [steps, milliseconds] = [0, 0];
  while (steps === 0 || milliseconds < seconds * 1000) {
    await step();
    steps++;
    milliseconds = performance.now() - start;
  }
  return {steps, milliseconds};
}
