import {seconds} from "../../core/progress.js";
import type {BuildEvent} from "../../report/build/build.js";
import type {ChapterEvent} from "../../report/notebook/executeChapters.js";

/** `1.4 GiB`, `620 MiB` */
export function bytes(count: number): string {
  if (count >= 2 ** 30) return `${(count / 2 ** 30).toFixed(1)} GiB`;
  return `${(count / 2 ** 20).toFixed(count < 10 * 2 ** 20 ? 1 : 0)} MiB`;
}

/** `1 chapter`, `3 chapters` */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** The line that a chapter's event is worth in a log; undefined where it is worth none. */
export function lineOf(event: ChapterEvent): string | undefined {
  switch (event.type) {
    case "cached":
      return "nothing changed";
    case "missed":
      return `runs: ${listed(event.reasons)}`;
    case "waits":
      return event.for === "workers" ? undefined : `waits for ${event.for === "memory" ? "memory" : "processors"}`;
    case "step":
      return event.step.status === "loaded"
        ? `${event.step.name}: loaded`
        : `${event.step.name}: computed, ${listed(event.step.reasons)}`;
    case "ended":
      return `${event.status}  ${seconds(event.execution.duration / 1000)}  ${bytes(event.execution.peakMemory)}`;
    default:
      return undefined;
  }
}

/** What was made of the page and the PDF. */
export function madeOf(event: Extract<BuildEvent, {type: "rendered" | "printed"}>): string {
  const what =
    event.type === "printed"
      ? plural(event.pages, "page")
      : event.figures === 1
        ? "1 figure or table"
        : `${event.figures} figures and tables`;
  return `${what}, ${bytes(event.bytes)}${event.kept ? ", unchanged" : ""}`;
}

/** A few of many phrases. */
export function listed(phrases: readonly string[], most = 4): string {
  const more = phrases.length - most;
  return more > 0 ? `${phrases.slice(0, most).join("; ")}; and ${more} more` : phrases.join("; ");
}
