import {readPage} from "../../../src/report/compare/page/readPage.js";
import type {ReadReport, RecordedClaim, RecordedValue} from "../../../src/report/compare/report.js";
import type {ChapterInput} from "../../../src/report/render/input.js";
import {carries, chapter, code, markdown, render} from "../render/notebooks.js";

/** What a test changes in {@link orchard}. */
export interface Orchard {
  readonly prose?: string;
  readonly caption?: string;
  readonly heights?: readonly number[];
  readonly cell?: string;
  readonly count?: number;
}

/** A chapter with prose, a plot, a table and a value. */
export function orchard({
  prose = "There are {{trees.count}} trees, drawn in @fig-heights. Each one bears fruit.",
  caption = "Heights of *all* trees.",
  heights = [2, 3, 5],
  cell = "sweet",
  count = 3,
}: Orchard = {}): ChapterInput {
  return chapter("01-orchard", [
    markdown(`# The orchard\n\n${prose}`),
    code("count()", [carries({kind: "values", values: {"trees.count": count}})]),
    code("draw()", [
      carries({
        kind: "plot",
        id: "heights",
        caption,
        alt: "Bars of heights",
        data: [{type: "bar", x: ["a", "b", "c"], y: heights}],
        layout: {yaxis: {title: {text: "metres"}}},
      }),
    ]),
    code("list()", [
      carries({
        kind: "table",
        id: "tastes",
        caption: "How they taste.",
        columns: [{name: "Tree"}, {name: "Taste"}],
        rows: [
          ["a", "sour"],
          ["b", cell],
        ],
      }),
    ]),
  ]);
}

/** The markup of a report with that chapter. */
export function orchardHtml(changes: Orchard = {}): string {
  return render([orchard(changes)]).html;
}

/** A report as it is read, all parts of it optional. */
export function report(parts: Partial<ReadReport> & {readonly markup?: string} = {}): ReadReport {
  const {markup, ...rest} = parts;
  return {
    name: "report",
    values: undefined,
    claims: undefined,
    provenance: undefined,
    digests: undefined,
    files: {},
    html: markup === undefined ? undefined : Buffer.from(markup),
    page: markup === undefined ? undefined : readPage(markup),
    pdf: undefined,
    ...rest,
  };
}

export function value(given: RecordedValue["value"]): RecordedValue {
  return {value: given, chapter: "01-orchard", cell: 2};
}

export function claim(outcome: RecordedClaim["outcome"], evidence: object = {method: "counted"}): RecordedClaim {
  return {outcome, evidence, chapter: "01-orchard", cell: 4};
}
