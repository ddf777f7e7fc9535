import {describe, expect, it} from "vitest";
import type {ReportInput} from "../../../../src/report/render/input.js";
import {renderTimings} from "../../../../src/report/render/page/timings.js";
import {stringsFor} from "../../../../src/report/render/strings.js";
import {carries, chapter, code, markdown, render} from "../notebooks.js";

// Authors write in "q" here, so that every other word in the page is one of its own.
const chapters = [
  chapter("01-qq", [
    markdown(`# Qqq

Qq {{q.share | percent(1) ±}}, {{q.list | list}}, {{q.flag}}, {{q.gain | points}}, {{q.when | date}}. [[q-claim]] @fig-q-plot, @tab-q-table, @sec-qqqq.[^q]

[^q]: Qq.

## Qqqq

:::note
Qq
:::

:::warning Qq
Qq
:::

| qq | qq |
|----|----|
| qq | qq |`),
    code("qq()", [
      {output_type: "stream", name: "stdout", text: "qq\n".repeat(90)},
      carries({
        kind: "values",
        values: {
          "q.share": {value: 0.5, low: 0.4, high: 0.6, level: 0.95},
          "q.list": ["qq", "qqq"],
          "q.flag": true,
          "q.gain": 0.02,
          "q.when": "2026-03-21",
        },
      }),
      carries({kind: "plot", id: "q-plot", caption: "Qq.", alt: "Qq", data: [], layout: {}}),
      carries({
        kind: "table",
        id: "q-table",
        caption: "Qq.",
        columns: [{name: "qq"}, {name: "qqq"}],
        rows: [[null, {value: 0.5, low: 0.4, high: 0.6, level: 0.95}]],
      }),
      carries({
        kind: "claim",
        id: "q-claim",
        statement: "Qq qq.",
        outcome: "undecided",
        evidence: {method: "Qq", criterion: "qq", pValue: 0.04, sampleSize: 12},
      }),
      {output_type: "display_data", data: {"image/png": "AAAA"}, metadata: {}},
      {output_type: "display_data", data: {"text/html": "<p>qq</p>"}, metadata: {}},
    ]),
  ]),
];

function page(language: string): string {
  const config = {title: "Qq", subtitle: "Qq", authors: ["Qq"], language, lists: ["figures", "tables"]} as const;
  const input: Partial<ReportInput> = {
    config,
    builtDate: "2026-11-21",
    notices: ["Qq"],
    provenance: [{title: "Qq", rows: []}],
  };
  return render(chapters, input).html;
}

/** What is read or heard: text and the attributes that speak; words for scripts among them. */
function wordsOf(html: string): Set<string> {
  const body = html.slice(html.indexOf("<body"));
  const spoken = [...body.matchAll(/ (?:aria-label|title|alt|placeholder)="([^"]+)"/g)].map(([, text]) => text!);
  const shown = body.replaceAll(/<(script|style|svg)[\s\S]*?<\/\1>/g, " ").split(/<[^>]*>/);
  const [, json] = /id="page-data">(.*?)<\/script>/.exec(body) ?? ["", "{}"];
  const said = Object.values((JSON.parse(json!) as {words: Record<string, string>}).words);
  return new Set([...shown, ...spoken, ...said].map((text) => text.trim()).filter((text) => /\p{L}/u.test(text)));
}

/** Nothing but authors' words, ids and what stands for a name. */
const authored = /^(?:[qQ\d\s.,:;%()[\]…·"-]|[a-z0-9]*q[\w.-]*)*$/;
/** Words that are the same in both languages. */
const shared = ["Notebook", "n\u00a0=\u00a012"];

describe("a report in another language", () => {
  it("says nothing in English", () => {
    const english = wordsOf(page("en"));
    const left = [...wordsOf(page("de"))].filter((text) => english.has(text) && !authored.test(text));
    expect(left.filter((text) => !shared.includes(text))).toEqual([]);
  });

  it("tells the browser its language, and writes numbers and dates its way", () => {
    const html = page("de-AT");
    expect(html).toContain('<html lang="de-AT">');
    expect(html).toContain("50,0\u00a0%");
    expect(html).toContain("21.\u00a0November\u00a02026".replace("\u00a02026", " 2026"));
  });

  it("writes the page of timings in it, too", () => {
    const rows = [
      {chapter: "01-qq", cell: 1, firstLine: "qq", status: "cached", seconds: 1, peakMemory: 1.5e9},
    ] as const;
    const html = renderTimings(rows, "de");
    expect(html).toContain("<h1>Zeiten</h1>");
    expect(html).toContain("vorrätig");
    expect(html).toContain("1,5\u00a0GB");
    for (const word of Object.values(stringsFor("en").timings)) expect(html).not.toContain(`>${word}<`);
  });
});
