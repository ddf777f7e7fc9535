import {seconds} from "../../core/progress.js";
import type {BuildState} from "./buildState.js";
import {groupWarnings} from "./warnings.js";
import {bytes, listed, plural} from "./words.js";

/** A row of the summary: what it is about, and a line or several. */
export type Row = readonly [string, readonly string[]];

/** What a build comes to when it is over: chapters, slowest cells, claims, warnings, sizes, digest. */
export function summaryRows(state: BuildState, elapsed: number): readonly Row[] {
  const ran = state.count("ok", "failed");
  const cached = state.count("cached");
  const chapters = [
    ran > 0 ? `${ran} ran` : "",
    cached > 0 ? `${cached} unchanged` : "",
    state.count("pending", "waiting") > 0 ? `${state.count("pending", "waiting")} not started` : "",
  ].filter(Boolean);
  const rows: Row[] = [
    [
      "build",
      state.chapters.size === 0
        ? []
        : [`${plural(state.chapters.size, "chapter")} in ${seconds(elapsed / 1000)}: ${chapters.join(", ")}`],
    ],
    ["slowest cells", slowest(state)],
    ["steps", stepsOf(state)],
    ["claims", claimsOf(state)],
    ["warnings", groupWarnings(state.warnings)],
    ["html", state.rendered ? [`${bytes(state.rendered.bytes)}, SHA-256 ${state.rendered.digest}`] : []],
    ["pdf", state.printed ? [`${bytes(state.printed.bytes)}, ${plural(state.printed.pages, "page")}`] : []],
  ];
  return rows.filter(([, lines]) => lines.length > 0);
}

/** The rows as text, names to the left. */
export function summaryText(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = (name: string, text: string): string => `${name.padEnd(width)}  ${text}\n`;
  return rows.flatMap(([name, lines]) => lines.map((text, i) => line(i === 0 ? name : "", text))).join("");
}

/** Of the cells that ran, those over a second, three at most. */
function slowest({chapters}: BuildState): readonly string[] {
  const ran = [...chapters.values()].filter(({status}) => status === "ok" || status === "failed");
  const cells = ran.flatMap(({name, reports}) => reports.map((report) => ({name, ...report})));
  return cells
    .filter(({duration}) => duration >= 1000)
    .sort((a, b) => b.duration - a.duration)
    .slice(0, 3)
    .map(({name, number, duration, firstLine}) => `${seconds(duration / 1000)}  ${name}, cell ${number}: ${firstLine}`);
}

function stepsOf({chapters}: BuildState): readonly string[] {
  const steps = [...chapters.values()].flatMap(({status, steps: own}) => (status === "cached" ? [] : own));
  const computed = steps.filter(({status}) => status === "computed").map(({name}) => name);
  const loaded = steps.length - computed.length;
  return [
    computed.length > 0 ? `${listed(computed)} computed` : "",
    loaded > 0 ? `${loaded} loaded from earlier runs` : "",
  ].filter(Boolean);
}

function claimsOf({rendered}: BuildState): readonly string[] {
  const outcomes = Object.values(rendered?.claims ?? {}).map(({outcome}) => outcome);
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  const told = [
    count("holds") > 0 ? `${count("holds")} hold${count("holds") === 1 ? "s" : ""}` : "",
    count("refuted") > 0 ? `${count("refuted")} refuted` : "",
    count("undecided") > 0 ? `${count("undecided")} undecided` : "",
  ].filter(Boolean);
  return told.length > 0 ? [told.join(", ")] : [];
}
