import type {BuildEvent} from "../report/build/build.js";
import type {BuildState} from "./view/buildState.js";
import {jsonLine} from "./view/jsonLine.js";
import {LiveView} from "./view/liveView.js";
import {PlainView} from "./view/plainView.js";
import {type Row, summaryRows, summaryText} from "./view/summary.js";

/** Shows a build: on a terminal what runs, redrawn in place, under what is finished; elsewhere lines; or JSON for programs, or nothing. */
export interface BuildView {
  readonly onEvent: (event: BuildEvent) => void;
  /** Says a line of its own. */
  readonly note: (text: string) => void;
  /** Takes away what is redrawn, and gives the cursor back. */
  readonly close: () => void;
  /** Says what the build came to. */
  readonly summary: () => void;
  /** What the build came to, in rows. */
  readonly rows: () => readonly Row[];
  readonly state: BuildState;
}

/** How much of a build is told. */
export type Told = "all" | "nothing" | "json";

/** Where the view is written. */
export interface BuildViewEnds {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal; defaults to 100. */
  readonly columns?: () => number;
  /** Milliseconds, of a clock that never goes back; defaults to this process's. */
  readonly now?: () => number;
  /** Defaults to "all". */
  readonly tell?: Told | undefined;
}

export function buildView(ends: BuildViewEnds): BuildView {
  const {write, isTerminal, columns = () => 100, now = () => performance.now(), tell = "all"} = ends;
  const start = now();
  if (tell !== "all") {
    const view = new PlainView({write: () => undefined, now});
    const onEvent = (event: BuildEvent): void => {
      view.take(event);
      if (tell === "json") write(jsonLine(event));
    };
    const nothing = (): void => undefined;
    const rows = (): readonly Row[] => summaryRows(view.state, now() - start);
    return {onEvent, note: nothing, close: nothing, summary: nothing, rows, state: view.state};
  }
  const view = isTerminal ? new LiveView({write, columns, now}) : new PlainView({write, now});
  const rows = (): readonly Row[] => summaryRows(view.state, now() - start);
  const summary = (): void => write(`\n${summaryText(rows())}`);
  const common = {onEvent: view.take.bind(view), note: view.note.bind(view), summary, rows, state: view.state};
  if (view instanceof PlainView) return {...common, close: () => undefined};
  const clock = setInterval(() => view.draw(), 1000).unref();
  const close = (): void => {
    clearInterval(clock);
    view.clear();
    process.off("exit", close);
  };
  // However this process ends, the cursor is given back.
  process.on("exit", close);
  return {...common, close};
}
