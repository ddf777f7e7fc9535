import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {heatSteps} from "../../../../src/report/render/figure/colour/scale.js";
import {paperHeight} from "../../../../src/report/render/figure/figure.js";
import {interactiveForm} from "../../../../src/report/render/figure/interactive.js";
import {resolveValue, selfContained, tokensOf} from "../../../../src/report/render/figure/selfContained.js";
import {tableOf} from "../../../../src/report/render/figure/tableOf.js";
import {drawn} from "./drawn.js";

describe("selfContained(svg, tokens)", () => {
  const tokens = tokensOf(`${readFileSync("report/theme/tokens.css", "utf8")}\n${heatSteps()}`);

  it("leaves nothing that only the page can resolve, in either scheme", () => {
    const data = [
      {
        type: "heatmap",
        z: [
          [0, 1],
          [2, 3],
        ],
        texttemplate: "%{z}",
      },
      {y: [0, 1], line: {color: "#332288"}},
    ];
    const {svg} = drawn(data);
    for (const scheme of ["light", "dark"] as const) {
      const alone = selfContained(svg, tokens, scheme);
      expect(alone).not.toMatch(/var\(|light-dark|color-mix/);
      expect(alone).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    }
    expect(selfContained(svg, tokens, "light")).toContain('"#332288"');
  });

  it("lets a brand's later rule win", () => {
    const brand = tokensOf(":root{--plot-1: #111111; /* was: --plot-1: red */}\n:root { --plot-1:#222222 }");
    expect(resolveValue("var(--plot-1)", brand, "light")).toBe("#222222");
    expect(resolveValue("var(--none, #333)", brand, "light")).toBe("#333");
  });

  it("mixes as a browser does", () => {
    const value = "color-mix(in srgb,light-dark(#ffffff,#000000) 25%,rgb(0, 0, 100))";
    expect(resolveValue(value, new Map(), "light")).toBe("#40408b");
    expect(resolveValue(value, new Map(), "dark")).toBe("#00004b");
  });
});

describe("tableOf(data)", () => {
  it("is one table over all traces, a column for what varies", () => {
    expect(
      tableOf([
        {type: "bar", name: "train", x: ["a", "b"], y: [1, 2], error_y: {array: [0.1, 0.2]}},
        {x: ["a"], y: [3], text: ["three"]},
      ]),
    ).toEqual({
      columns: ["trace", "x", "y", "text", "error_y"],
      rows: [
        ["train", "a", 1, null, 0.1],
        ["train", "b", 2, null, 0.2],
        ["trace 1", "a", 3, "three", null],
      ],
    });
  });

  it("has a row for each cell of a heat map", () => {
    expect(
      tableOf([
        {
          type: "heatmap",
          x: ["p", "q"],
          z: [
            [1, 2],
            [3, null],
          ],
          text: [["one", "two"]],
        },
      ]),
    ).toEqual({
      columns: ["x", "y", "z", "text"],
      rows: [
        ["p", 0, 1, "one"],
        ["q", 0, 2, "two"],
        ["p", 1, 3, null],
        ["q", 1, null, null],
      ],
    });
  });
});

describe("interactiveForm(figure)", () => {
  const resolve = (colour: string): string => `<${colour}>`;

  it("stands in the frame of the drawn figure: margins, ranges, ticks, colours and dashes", () => {
    const data = [
      {x: ["a", "b"], y: [1, 2], name: "first", mode: "lines"},
      {x: ["a", "b"], y: [2, 3], name: "second", mode: "lines", line: {color: "#332288"}},
    ];
    const figure = drawn(data, {xaxis: {title: {text: "class"}}});
    const {data: traces, layout} = interactiveForm(
      {data, layout: {xaxis: {title: {text: "class"}}, legend: {orientation: "h"}, title: {text: "T"}}},
      {width: 752, height: 360, resolve, drawn: figure},
    );
    expect(layout).toMatchObject({width: 752, height: 360, showlegend: false, margin: figure.frame.margin});
    expect(layout["title"]).toBeUndefined();
    expect(layout["xaxis"]).toMatchObject({
      ...{type: "category", range: figure.frame.axes["xaxis"]!.range, tickvals: ["a", "b"], ticktext: ["a", "b"]},
      ...{automargin: false, title: {text: "class"}, categoryarray: ["a", "b"]},
    });
    expect(traces.map((trace) => trace["line"])).toEqual([
      {color: "<var(--plot-1)>", dash: "solid"},
      {color: expect.stringMatching(/^<light-dark\(#332288,#/), dash: "dash"},
    ]);
  });

  it("leaves the layout to Plotly where nothing was drawn", () => {
    const {data, layout} = interactiveForm({data: [{type: "sankey"}], layout: {}}, {width: 400, height: 300, resolve});
    expect(data).toEqual([{type: "sankey"}]);
    expect(layout).toMatchObject({width: 400, height: 300, autosize: false});
    expect(layout["margin"]).toBeUndefined();
  });
});

it("a name has one colour and one dash in all panels", () => {
  const line = (name: string, more: object = {}): object => ({x: [1, 2], y: [1, 2], name, mode: "lines", ...more});
  const right = {xaxis: "x2", yaxis: "y2", showlegend: false};
  const {svg} = drawn([line("train"), line("test"), line("train", right), line("test", right)], {
    grid: {rows: 1, columns: 2, pattern: "independent"},
  });
  const looks = [
    ...svg.matchAll(
      /<path d="M[^"]*L[^"]*" fill="none" (stroke="var\(--plot-\d\)")[^>]*?( stroke-dasharray="[^"]*")?\/>/g,
    ),
  ];
  expect(looks.map(([, stroke, dash = ""]) => stroke + dash)).toEqual([
    'stroke="var(--plot-1)"',
    'stroke="var(--plot-2)" stroke-dasharray="9 9"',
    'stroke="var(--plot-1)"',
    'stroke="var(--plot-2)" stroke-dasharray="9 9"',
  ]);
});

it("figures on paper keep the shape of tall ones and the height of low ones", () => {
  expect([200, 360, 520].map((height) => paperHeight({data: [], layout: {}, height}, 597))).toEqual([200, 286, 413]);
});
