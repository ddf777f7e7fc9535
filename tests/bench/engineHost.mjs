// One of our engines in a process of its own: node engineHost.mjs CONTENDER TASK, both as JSON; serves windows over stdin and stdout.

import {openCrew} from "./crew.mjs";
import {profile} from "./profile.mjs";
import {serve} from "./serve.mjs";
import {openWork} from "./work.mjs";

const [contender, task] = process.argv.slice(2).map((text) => JSON.parse(text));
const {workers, kind} = contender;
let work;

await serve(async ({ask, seconds}) => {
  switch (ask) {
    case "open": {
      // Training and compiled networks have workers of their own.
      const sideBySide = workers > 1 && kind === "engine" && task.what === "infer";
      work = await (sideBySide ? openCrew(contender, task) : openWork(contender, task));
      return {version: work.version, parameters: work.parameters};
    }
    case "window": {
      const before = process.cpuUsage();
      const measured = await work.window(seconds);
      const {user, system} = process.cpuUsage(before);
      return {...measured, processor: (user + system) / 1000};
    }
    case "memory":
      return {mebibytes: process.resourceUsage().maxRSS / 1024 / workers};
    case "profile":
      return profile(() => work.window(seconds));
  }
});
process.exit(0); // what is under way waits for its next window
