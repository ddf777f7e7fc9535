import {describe, expect, it} from "vitest";
import {drawn} from "./drawn.js";

const axes = {xaxis: {title: {text: "x"}}, yaxis: {title: {text: "y"}}};
const figures: Record<string, readonly [readonly object[], object]> = {
  lines: [
    [
      {x: [1, 2, 3], y: [3, 1, 2], name: "first", mode: "lines"},
      {x: [1, 2, 3], y: [1, null, 3], name: "second", mode: "lines+markers", error_y: {array: [0.5, 0, 0.25]}},
    ],
    {...axes, title: {text: "A <b>title</b>"}},
  ],
  bars: [
    [
      {type: "bar", x: ["a", "b"], y: [3, -1], name: "one", text: ["3", "−1"]},
      {type: "bar", x: ["a", "b"], y: [1, 2], name: "two", marker: {color: "#332288"}},
    ],
    {...axes, barmode: "relative"},
  ],
  histogram: [[{type: "histogram", x: [1, 2, 2, 3, 3, 3], nbinsx: 3}], axes],
  box: [[{type: "box", name: "model", y: [1, 2, 3, 4, 5, 6, 7, 30]}], axes],
  heatmap: [
    [
      {
        type: "heatmap",
        x: ["a", "b"],
        y: ["c", "d"],
        z: [
          [0, 1],
          [0.5, null],
        ],
        texttemplate: "%{z:.0%}",
      },
    ],
    {yaxis: {autorange: "reversed"}},
  ],
  marked: [
    [{x: ["2026-01-01", "2026-03-01"], y: [10, 1000], mode: "markers", marker: {size: [6, 12], color: [0, 1]}}],
    {
      yaxis: {type: "log"},
      shapes: [{type: "line", xref: "paper", x0: 0, x1: 1, y0: 100, y1: 100, line: {dash: "dot", width: 1}}],
      annotations: [{x: "2026-02-01", y: 2, text: "here"}],
    },
  ],
};

// `npx vitest run tests/report/render/figure/golden.test.ts --update` writes them anew; look at the pictures before committing.
describe("golden figures", () => {
  it.each(Object.keys(figures))("%s", async (name) => {
    const [data, layout] = figures[name]!;
    const {svg} = drawn(data, layout, {width: 480, height: 260});
    // One element a line, so that a difference can be read.
    const lines = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ').replaceAll("><", ">\n<");
    await expect(`${lines}\n`).toMatchFileSnapshot(`../../../golden/figure/${name}.svg`);
  });
});
