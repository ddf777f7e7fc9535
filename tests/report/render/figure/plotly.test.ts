import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {parseDate} from "../../../../src/report/render/figure/axis/dates.js";
import {drawn} from "./drawn.js";

interface Spec {
  readonly id: string;
  readonly data: readonly object[];
  readonly layout: object;
}
interface RecordedAxis {
  readonly type: string;
  readonly range: readonly (number | string)[];
  readonly ticks: readonly (readonly [number, string])[];
}
const read = (name: string): unknown => JSON.parse(readFileSync(`tests/fixtures/figure/${name}`, "utf8"));
const specs = read("specs.json") as readonly Spec[];
// Written by record.mjs beside it, which asks Plotly in a browser.
const recorded = read("plotly.json") as {version: string; figures: Record<string, Record<string, RecordedAxis>>};
const cases = specs.flatMap(({id, data, layout}) =>
  Object.entries(recorded.figures[id]!).map(([name, axis]) => ({id, name, data, layout, axis})),
);

describe(`axes are those of Plotly ${recorded.version}`, () => {
  it.each(cases)("$id, $name: its range, its ticks and what they say", ({name, data, layout, axis}) => {
    const frame = drawn(data, layout, {width: 600, height: 400}).frame.axes[name]!;
    expect(frame.type).toBe(axis.type);
    const onLine = (value: number | string): number => (axis.type === "date" ? parseDate(value)! : Number(value));
    const span = Math.abs(onLine(axis.range[1]!) - onLine(axis.range[0]!));
    frame.range.forEach((end, i) => {
      expect(Math.abs(onLine(end) - onLine(axis.range[i]!))).toBeLessThan(1e-6 * span);
    });
    const places = frame.tickvals.map((value) => {
      if (axis.type === "category") return frame.categories.indexOf(String(value));
      return axis.type === "log" ? Math.log10(Number(value)) : onLine(value);
    });
    const ticks = [...axis.ticks].sort(([a], [b]) => a - b);
    expect(places).toHaveLength(ticks.length);
    places.forEach((place, i) => {
      expect(Math.abs(place - ticks[i]![0])).toBeLessThan(1e-6 * span);
    });
    // Labels may be left out or broken where Plotly lets them overlap; those that stand say the same.
    const said = frame.ticktext.map((text, i) => [text.replaceAll("<br>", " "), ticks[i]![1].replaceAll("<br>", " ")]);
    for (const [mine, theirs] of said) if (mine !== "" && !mine!.includes("\u2026")) expect(mine).toBe(theirs);
  });
});
