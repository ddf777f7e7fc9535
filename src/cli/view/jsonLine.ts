import type {BuildEvent} from "../../report/build/build.js";
import type {ChapterEvent} from "../../report/notebook/executeChapters.js";

/** An event of a build as one line of JSON, for programs; notebooks and their outputs are left out. */
export function jsonLine(event: BuildEvent): string {
  if (event.type !== "chapter") return `${JSON.stringify(event)}\n`;
  return `${JSON.stringify({chapter: event.chapter, ...plain(event.event)})}\n`;
}

function plain(event: ChapterEvent): object {
  switch (event.type) {
    case "missed": {
      const {last, ...rest} = event;
      return {...rest, ...(last && {last: {duration: last.duration, peakMemory: last.peakMemory}})};
    }
    case "cached":
    case "ended": {
      const {execution, ...rest} = event;
      const {duration, peakMemory, cpu, steps} = execution;
      return {...rest, duration, peakMemory, cpu, steps};
    }
    default:
      return event;
  }
}
