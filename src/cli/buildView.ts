import {seconds} from "../core/progress.js";
import type {BuildEvent} from "../report/build/build.js";

/** Shows a build: on a terminal one live line under the finished chapters, elsewhere plain lines. */
export interface BuildView {
  readonly onEvent: (event: BuildEvent) => void;
  /** Clears the live line. */
  readonly close: () => void;
}

/** Where the view is written. */
export interface BuildViewEnds {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal; defaults to 100. */
  readonly columns?: number;
}

export function buildView({write, isTerminal, columns = 100}: BuildViewEnds): BuildView {
  const clear = isTerminal ? "\r\u001b[2K" : "";
  let width = 0;
  let told = "";
  const line = (text: string): void => write(`${clear}${text}\n`);
  const live = (text: string): void => {
    if (isTerminal) write(clear + text.replaceAll("\n", " ").slice(0, columns - 1));
  };
  const onEvent = (event: BuildEvent): void => {
    switch (event.type) {
      case "chapters":
        width = Math.max(...event.names.map((name) => name.length));
        line(`${event.names.length} chapters, profile ${event.profile}`);
        break;
      case "warning":
        line(`warning: ${event.text}`);
        break;
      case "rendered":
        line(`${"report".padEnd(width)}  ${event.figures} figures and tables, ${mebibytes(event.bytes)} of HTML`);
        live("printing the PDF ...");
        break;
      case "printed":
        line(`${"pdf".padEnd(width)}  ${event.pages} pages, ${mebibytes(event.bytes)}`);
        break;
      case "chapter": {
        const name = event.chapter.padEnd(width);
        const inner = event.event;
        switch (inner.type) {
          case "cached":
            line(`${name}  nothing changed`);
            break;
          case "missed":
            line(`${name}  runs: ${inner.reasons.join("; ")}`);
            break;
          case "ended":
            line(`${name}  ${inner.status}  ${seconds(inner.execution.duration / 1000)}`);
            break;
          case "cell":
            live(`${name}  cell ${inner.position} of ${inner.cells}  ${inner.firstLine}`);
            break;
          case "progress": {
            const text = inner.text.trim();
            if (isTerminal) live(`${name}  ${text}`);
            else if (isNews(text, told)) line(`${name}  ${text}`);
            told = text;
            break;
          }
          case "started":
          case "cell-ended":
          case "step":
          case "memory":
          case "waits":
            break;
        }
      }
    }
  };
  return {onEvent, close: () => write(clear)};
}

/** In a log, one line a tenth of a task is enough. */
function isNews(text: string, before: string): boolean {
  const tenth = (line: string): string => {
    const [, task, percent] = /^(.*?) {2}(\d+) %/.exec(line) ?? [undefined, line, "100"];
    return `${task} ${Math.floor(Number(percent) / 10)}`;
  };
  return tenth(text) !== tenth(before);
}

function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}
