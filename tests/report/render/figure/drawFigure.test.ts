import {existsSync, readFileSync} from "node:fs";
import {runInNewContext} from "node:vm";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {drawFigure} from "../../../../src/report/render/figure/drawFigure.js";
import {dotsPath} from "../../../../src/report/render/figure/trace/dots.js";
import {boxesOf, drawn, pathsOf} from "./drawn.js";
import {textsOf} from "./texts.js";

const fixed = {margin: {l: 60, r: 20, t: 20, b: 50}, xaxis: {automargin: false}, yaxis: {automargin: false}};
// The plot is then 600 - 80 wide and 400 - 70 high.
const size = {width: 600, height: 400};

type Json = Readonly<Record<string, unknown>>;
const specs = JSON.parse(readFileSync("tests/fixtures/figure/specs.json", "utf8")) as readonly {
  readonly id: string;
  readonly data: readonly Json[];
  readonly layout: Json;
}[];

/** An object with a value at a path, whatever stood there. */
function nested(object: Json, [key, ...rest]: readonly string[], value: unknown): Json {
  const inside = typeof object[key!] === "object" && object[key!] !== null ? (object[key!] as Json) : {};
  return {...object, [key!]: rest.length === 0 ? value : nested(inside, rest, value)};
}

describe("drawFigure(figure)", () => {
  it("draws a bar as high as its value on the axis, from zero", () => {
    const values = [3, 1, 2];
    const {svg, frame} = drawn([{type: "bar", x: ["a", "b", "c"], y: values}], fixed, size);
    const [low, high] = frame.axes["yaxis"]!.range.map(Number) as [number, number];
    const boxes = boxesOf(pathsOf(svg).find(({attributes}) => attributes.includes("--plot-1"))!.d);
    boxes.forEach(({top, bottom}, i) => {
      expect(bottom - top).toBeCloseTo((330 * values[i]!) / (high - low), 1);
      expect(bottom).toBe(350);
    });
    // Three categories of 520 / 3 pixels each, bars of three quarters.
    expect(boxes[0]!.right - boxes[0]!.left).toBeCloseTo((0.75 * 520) / 3, 1);
  });

  it("stacks bars on each other, and piles negative ones downwards where they are relative", () => {
    const tops = (barmode: string): number[] => {
      const data = [5, 2, -3].map((y) => ({type: "bar", x: ["a"], y: [y]}));
      const {svg, frame} = drawn(data, {...fixed, barmode, showlegend: false}, size);
      const [low, high] = frame.axes["yaxis"]!.range.map(Number) as [number, number];
      const value = (px: number): number => Math.round(low + ((350 - px) / 330) * (high - low));
      const bars = pathsOf(svg).filter(({attributes}) => /fill="var\(--plot-/.test(attributes));
      return bars.flatMap(({d}) => boxesOf(d)).flatMap(({top, bottom}) => [value(bottom), value(top)]);
    };
    expect(tops("stack")).toEqual([0, 5, 5, 7, 4, 7]);
    expect(tops("relative")).toEqual([0, 5, 5, 7, -3, 0]);
  });

  it("draws a line through its points, and breaks it where one is missing", () => {
    const layout = {...fixed, xaxis: {automargin: false, range: [0, 4]}, yaxis: {automargin: false, range: [0, 10]}};
    const {svg} = drawn([{x: [0, 1, 2, 3, 4], y: [0, 10, null, 5, 10], mode: "lines"}], layout, size);
    expect(svg).toContain('d="M60 350L190 20M450 185L580 20"');
  });

  it("counts values into Plotly's bins", () => {
    const {svg, frame} = drawn([{type: "histogram", x: [1, 2, 2, 3, 3, 3]}], fixed, size);
    const [low, high] = frame.axes["yaxis"]!.range.map(Number) as [number, number];
    const bars = boxesOf(pathsOf(svg).find(({attributes}) => attributes.includes("--plot-1"))!.d);
    expect(bars.map(({top, bottom}) => Math.round(((bottom - top) / 330) * (high - low)))).toEqual([1, 2, 3]);
  });

  it("draws errors from end to end, uneven ones too", () => {
    const layout = {...fixed, yaxis: {automargin: false, range: [0, 10]}, xaxis: {automargin: false, range: [0, 2]}};
    const error_y = {array: [2], arrayminus: [1]};
    const {svg} = drawn([{x: [1], y: [5], mode: "markers", error_y}], layout, size);
    // 33 pixels a unit: from 4 (218) to 7 (119).
    expect(svg).toContain('d="M320 218V119M316 119h8M316 218h8"');
  });

  it("fills between two lines", () => {
    const layout = {...fixed, xaxis: {automargin: false, range: [0, 1]}, yaxis: {automargin: false, range: [0, 10]}};
    const line = {x: [0, 1], mode: "lines"};
    const {svg} = drawn(
      [
        {...line, y: [8, 8]},
        {...line, y: [2, 2], fill: "tonexty"},
      ],
      layout,
      size,
    );
    expect(svg).toContain('d="M60 284L580 284L580 86L60 86z"');
  });

  it("shows quartiles as Hyndman and Fan's fifth kind, whiskers within one and a half boxes, and what lies beyond", () => {
    const layout = {...fixed, yaxis: {automargin: false, range: [0, 33]}};
    const {svg} = drawn([{type: "box", y: [1, 2, 3, 4, 5, 6, 7, 30]}], layout, size);
    const [body, edges] = pathsOf(svg.slice(svg.indexOf('<g stroke="var(--plot-1)"')));
    // Ten pixels a unit: quartiles 2.5, 4.5, 6.5; the whiskers end at 1 and 7.
    expect(boxesOf(body!.d).map(({top, bottom}) => [top, bottom].sort((a, b) => a - b))).toEqual([[285, 325]]);
    expect(edges!.d).toMatch(/^M[\d.]+ 305L[\d.]+ 305/);
    expect(edges!.d).toContain(" 340");
    expect(edges!.d).toContain(" 280");
    expect(svg).toContain(" 50h0");
  });

  it("gives units the same length on axes that are tied to each other", () => {
    const layout = {yaxis: {scaleanchor: "x", constrain: "domain"}, xaxis: {constrain: "domain"}};
    const {frame, width, height} = drawn(
      [
        {
          type: "heatmap",
          z: [
            [1, 2, 3],
            [4, 5, 6],
          ],
          showscale: false,
        },
      ],
      layout,
      size,
    );
    const {margin, axes} = frame;
    const unit = (name: string, room: number): number => {
      const {domain, range} = axes[name]!;
      return ((domain[1] - domain[0]) * room) / Math.abs(Number(range[1]) - Number(range[0]));
    };
    expect(unit("xaxis", width - margin.l - margin.r)).toBeCloseTo(unit("yaxis", height - margin.t - margin.b), 1);
  });

  it("leaves no hair between the cells of a heat map, which crisp edges would make a white line", () => {
    const z = Array.from({length: 77}, (_, j) => Array.from({length: 7}, (_, i) => (i + j) % 2));
    for (const width of [331, 358, 752]) {
      const {svg} = drawn([{type: "heatmap", z, xgap: 0, ygap: 0, showscale: false}], {}, {width});
      const cells = [...svg.matchAll(/M([\d.]+) ([\d.]+)h([\d.]+)v([\d.]+)h-/g)].map((cell) =>
        cell.slice(1).map(Number),
      );
      const hundredths = (value: number): number => Math.round(100 * value);
      for (const [at, size] of [
        [0, 2],
        [1, 3],
      ] as const) {
        const starts = new Set(cells.map((cell) => hundredths(cell[at]!)));
        const ends = new Set(cells.map((cell) => hundredths(cell[at]! + cell[size]!)));
        expect(starts.size).toBe(at === 0 ? 7 : 77);
        expect([...ends].filter((end) => !starts.has(end))).toHaveLength(1);
      }
    }
  });

  it("names what it cannot draw instead of drawing something else", () => {
    const reason = (trace: object, layout: object = {}): unknown => drawFigure({data: [trace], layout});
    expect(reason({type: "sankey"})).toEqual({unsupported: "sankey"});
    expect(reason({x: [1], y: [1], line: {shape: "spline"}})).toEqual({unsupported: "scatter.line.shape spline"});
    expect(reason({type: "bar", y: [1], marker: {pattern: {shape: "/"}}})).toEqual({
      unsupported: "bar.marker.pattern.shape",
    });
    expect(reason({y: {bdata: "AAAA", dtype: "f8"}})).toEqual({unsupported: "scatter.y.bdata"});
    expect(reason({y: [1]}, {polar: {sector: [0, 90]}})).toEqual({unsupported: "layout.polar.sector"});
    expect(reason({y: [1]}, {xaxis2: {rangebreaks: []}})).toEqual({unsupported: "layout.xaxis.rangebreaks"});
    expect(reason({type: "heatmap", z: [[1]], colorscale: "Turbo"})).toEqual({unsupported: "the colour scale Turbo"});
    expect(reason({type: "histogram", x: ["2026-01-01", "2026-01-02"]})).toEqual({
      unsupported: "a histogram over an axis of type date",
    });
    expect(drawFigure({data: {}, layout: {}})).toEqual({unsupported: "data that is no list"});
  });

  it("is indifferent to what only matters under a pointer", () => {
    const plain = drawn([{x: [1, 2], y: [1, 2]}]);
    const hover = {hovertemplate: "%{x}", customdata: [[1], [2]], hoverlabel: {bgcolor: "red"}};
    expect(drawn([{x: [1, 2], y: [1, 2], ...hover}], {hovermode: "x unified"})).toEqual(plain);
  });

  it("escapes whatever stands in texts, and takes no colour that is none", () => {
    const attack = `</text></svg><script>alert(1)</script>"'&`;
    const {svg} = drawn(
      [
        {
          x: [attack, "b"],
          y: [1, 2],
          name: attack,
          text: [attack, ""],
          mode: "markers+text",
          marker: {color: `red" onload="x`},
        },
        {x: ["b"], y: [1], name: "b", line: {color: "url(https://example.org/a)", dash: `1" onload="x`}},
      ],
      {
        title: {text: attack},
        xaxis: {title: {text: attack}},
        annotations: [{text: attack, x: 0, y: 1, bgcolor: "url(#a)"}],
      },
    );
    expect(svg).not.toMatch(/<script|onload|url\(/);
    expect(svg.match(/<\/svg>/g)!.length).toBe(svg.match(/<svg /g)!.length);
  });

  it.each(["marker.color", "line.color", "fillcolor", "marker.line.color", "textfont.color", "name", "line.dash"])(
    "lets nothing out of an attribute that stands as %s of any figure",
    (path) => {
      const evil = `red"/><script>alert(1)</script><g a="`;
      for (const {id, data, layout} of specs) {
        const traces = data.map((trace) => nested(trace, path.split("."), evil));
        const drawing = drawFigure({data: traces, layout});
        if ("svg" in drawing) expect(drawing.svg, id).not.toMatch(/<script|red"/);
      }
    },
  );

  it("says how many of very many points it draws, and keeps those that lie apart", () => {
    const count = 30_000;
    const xs = Array.from({length: count}, (_, i) => (i * 0.6180339887) % 1);
    const ys = Array.from({length: count}, (_, i) => (i * 0.7548776662) % 1);
    const {svg} = drawn([{x: [...xs, 9], y: [...ys, 9], mode: "markers"}], {}, {thinnedNote: "{shown} von {count}"});
    const [, shown] = /([\d,]+) von 30,001/.exec(svg)!;
    expect(Number(shown!.replace(",", ""))).toBeLessThanOrEqual(10_000);
    expect(Number(shown!.replace(",", ""))).toBe(svg.match(/h0/g)!.length);
    expect(svg.length).toBeLessThan(120_000);
    // Drawn row by row from above: the point that lies apart comes first.
    const [, x, y] = /M([\d.]+) ([\d.]+)h0/.exec(svg)!.map(Number);
    expect([x! > 600, y! < 60]).toEqual([true, true]);
  });

  it("writes very many dots as steps from one to the next, each at its place to a tenth of a pixel", () => {
    const places = Array.from(
      {length: 3000},
      (_, i) => [(i * 618.0339887) % 480, 40 + ((i * 754.8776662) % 200)] as const,
    );
    const dots = places.map(([x, y]) => ({x, y}));
    const path = dotsPath([...dots, ...dots]);
    let [x, y] = [0, 0];
    const found = [...path.matchAll(/([Mm])(-?[\d.]+)[ ]?(-?[\d.]+)h0/g)].map(([, command, across, down]) => {
      [x, y] = [Number(across) + (command === "m" ? x : 0), Number(down) + (command === "m" ? y : 0)];
      return `${x.toFixed(1)} ${y.toFixed(1)}`;
    });
    const wanted = new Set(
      places.map((place) => place.map((part) => (Math.round(10 * part) / 10).toFixed(1)).join(" ")),
    );
    expect(found.sort()).toEqual([...wanted].sort());
    expect(path.length).toBeLessThan(11 * 3000);
  });

  it("draws a long line through the same columns of pixels with a tenth of its points", () => {
    const ys = Array.from({length: 50_000}, (_, i) => Math.sin(i / 40) + ((i * 7919) % 101) / 100);
    const {svg} = drawn([{y: ys, mode: "lines"}], fixed, size);
    expect(svg).toMatch(/[\d,]+ of 50,000 points drawn/);
    expect(svg.length).toBeLessThan(60_000);
  });
});

describe("every drawing", () => {
  const word = fc.string({minLength: 1, maxLength: 24});
  const number = fc.oneof(
    fc.double({min: -1e6, max: 1e6, noNaN: true}),
    fc.integer({min: -9, max: 9}),
    fc.constant(null),
  );
  const list = fc.array(number, {minLength: 0, maxLength: 14});
  const trace = fc.oneof(
    fc.record({
      type: fc.constant("bar"),
      x: fc.array(word, {maxLength: 14}),
      y: list,
      name: word,
      text: fc.array(word),
      textposition: fc.constantFrom("outside", "auto"),
    }),
    fc.record({type: fc.constant("bar"), orientation: fc.constant("h"), y: fc.array(word, {maxLength: 14}), x: list}),
    fc.record({
      x: list,
      y: list,
      name: word,
      mode: fc.constantFrom("lines", "markers", "lines+markers+text"),
      text: fc.array(word),
    }),
    fc.record({type: fc.constant("histogram"), x: list}),
    fc.record({type: fc.constant("box"), y: list, name: word}),
    fc.record({type: fc.constant("heatmap"), z: fc.array(list, {maxLength: 8}), texttemplate: fc.constant("%{z}")}),
  );
  const axis = fc.record(
    {
      title: fc.record({text: word}),
      type: fc.constantFrom("-", "log"),
      tickangle: fc.constantFrom(-90, -40, 0, 30, 90),
      rangemode: fc.constantFrom("tozero", "nonnegative"),
      autorange: fc.constantFrom("reversed", true),
      side: fc.constantFrom("left", "right", "top", "bottom"),
    },
    {requiredKeys: []},
  );
  const layout = fc.record(
    {
      title: fc.record({text: word}),
      xaxis: axis,
      yaxis: axis,
      barmode: fc.constantFrom("group", "stack", "relative", "overlay"),
      legend: fc.record({
        orientation: fc.constantFrom("h", "v"),
        x: fc.double({min: 0, max: 1.1, noNaN: true}),
        y: fc.double({min: -0.3, max: 1.2, noNaN: true}),
      }),
      annotations: fc.array(
        fc.record({
          text: word,
          x: fc.double({min: -1, max: 2, noNaN: true}),
          y: fc.double({min: -1, max: 2, noNaN: true}),
          xref: fc.constant("paper"),
          yref: fc.constant("paper"),
        }),
        {maxLength: 2},
      ),
    },
    {requiredKeys: []},
  );
  const figure = fc.record({data: fc.array(trace, {maxLength: 4}), layout});
  const width = fc.integer({min: 280, max: 1100});

  it("holds every text inside its box and no number that is none, at any width", () => {
    fc.assert(
      fc.property(figure, width, ({data, layout: own}, wide) => {
        const drawing = drawFigure({data, layout: own}, {width: wide});
        // Histograms over logarithms and boxes over categories are left to Plotly.
        fc.pre("svg" in drawing);
        const {svg, height} = drawing;
        expect(svg).not.toMatch(/ (?!data-name)[\w-]+="[^"]*(?:NaN|Infinity|undefined)/);
        for (const {left, right, top, bottom} of textsOf(svg)) {
          expect(Math.min(left, top)).toBeGreaterThan(-0.6);
          expect(right).toBeLessThan(wide + 0.6);
          expect(bottom).toBeLessThan(height + 0.6);
        }
      }),
      {numRuns: 150, seed: 20},
    );
  });

  it("lets no two labels of an x axis touch", () => {
    const names = fc.uniqueArray(fc.string({minLength: 1, maxLength: 30}), {minLength: 1, maxLength: 40});
    fc.assert(
      fc.property(names, width, fc.constantFrom(undefined, 0, -40), (x, wide, tickangle) => {
        const xaxis = {type: "category", tickangle, showgrid: false};
        const {svg} = drawn([{type: "bar", x, y: x.map((_, i) => i)}], {xaxis, yaxis: {visible: false}}, {width: wide});
        const labels = textsOf(svg).filter(({text}) => text !== "");
        for (const [i, label] of labels.entries()) {
          for (const other of labels.slice(i + 1)) {
            if (label.angle !== 0) continue;
            const apart = [
              other.left - label.right,
              label.left - other.right,
              other.top - label.bottom,
              label.top - other.bottom,
            ];
            // Lines of one label are set closer than a line's own height.
            expect(Math.max(...apart)).toBeGreaterThan(-3);
          }
        }
      }),
      {numRuns: 80, seed: 21},
    );
  });

  it("is drawn or named as what cannot be, whatever stands in its specification", () => {
    const specs = JSON.parse(readFileSync("tests/fixtures/figure/specs.json", "utf8")) as object[];
    const junk = [
      null,
      true,
      -1,
      0,
      1e308,
      1e-320,
      "",
      "x",
      "2026-01-01",
      "1e5",
      [],
      [[]],
      [null],
      {},
      {a: 1},
      [1, "a", null],
    ];
    const pathsIn = (value: unknown): string[][] =>
      typeof value !== "object" || value === null
        ? [[]]
        : [
            [],
            ...Object.keys(value)
              .slice(0, 6)
              .flatMap((key) => pathsIn(Reflect.get(value, key)).map((path) => [key, ...path])),
          ];
    const mutations = fc.record({spec: fc.nat(specs.length - 1), path: fc.nat(), value: fc.constantFrom(...junk)});
    fc.assert(
      fc.property(mutations, ({spec, path, value}) => {
        const figure = structuredClone(specs[spec]!) as {data: unknown; layout: unknown};
        const paths = pathsIn(figure).filter((own) => own.length > 1);
        const way = paths[path % paths.length]!;
        const holder = way.slice(0, -1).reduce((here: object, key) => Reflect.get(here, key) as object, figure);
        Reflect.set(holder, way.at(-1)!, structuredClone(value));
        const drawing = drawFigure(figure, {width: 400});
        if ("svg" in drawing) expect(drawing.svg).not.toMatch(/ (?!data-name)[\w-]+="[^"]*(?:NaN|Infinity|undefined)/);
        else expect(drawing.unsupported).not.toBe("");
      }),
      {numRuns: 400, seed: 23},
    );
  });

  it("is the same for the same figure", () => {
    fc.assert(
      fc.property(figure, width, ({data, layout: own}, wide) => {
        expect(drawFigure({data, layout: own}, {width: wide})).toEqual(
          drawFigure(structuredClone({data, layout: own}), {width: wide}),
        );
      }),
      {numRuns: 20, seed: 22},
    );
  });
});

const bundle = "dist/vendor/figure.js";
describe("the renderer in the page", () => {
  it.skipIf(!existsSync(bundle))("draws the same bytes as in Node", () => {
    const context: {lookbookDraw?: {drawFigure: typeof drawFigure}} = {};
    runInNewContext(`${readFileSync(bundle, "utf8")};this.lookbookDraw = lookbookDraw;`, context);
    const specs = JSON.parse(readFileSync("tests/fixtures/figure/specs.json", "utf8")) as {
      data: unknown;
      layout: unknown;
    }[];
    for (const figure of specs) {
      for (const wide of [360, 752]) {
        expect(context.lookbookDraw!.drawFigure(figure, {width: wide})).toEqual(drawFigure(figure, {width: wide}));
      }
    }
  });
});
