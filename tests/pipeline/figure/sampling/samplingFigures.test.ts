import {decode} from "fast-png";
import {describe, expect, it} from "vitest";
import {agreementFigure} from "../../../../src/pipeline/figure/sampling/agreementFigure.js";
import {explainCostTable} from "../../../../src/pipeline/figure/sampling/explainCostTable.js";
import {hidingFigure} from "../../../../src/pipeline/figure/sampling/hidingFigure.js";
import {stabilityFigure} from "../../../../src/pipeline/figure/sampling/stabilityFigure.js";
import type {ExplainCost} from "../../../../src/pipeline/study/explain/explainCost.js";

const row = (change: Partial<ExplainCost>): ExplainCost => ({
  method: "lime",
  title: "LIME",
  samples: 64,
  isDefault: false,
  pictures: 10,
  seeds: 3,
  passes: {forward: 64, backward: 0},
  seconds: {wall: 0.2, cpu: 0.125},
  stabilities: [0.5, 0.52],
  stability: 0.51,
  model: "se-resnet 1.0.0",
  engine: "wasm 4.22.0",
  machine: {processor: "AMD EPYC", cores: 2, memory: 2 ** 34, system: "Linux 6"},
  date: "2026-11-21",
  node: "v20.20.2",
  ...change,
});
const rows = [
  row({method: "occlusion", title: "occlusion", samples: null, isDefault: true, stability: 1}),
  row({}),
  row({samples: 256, isDefault: true, stability: 0.9}),
];

describe("stabilityFigure(rows)", () => {
  it("draws a line for each method that draws by chance, and says where it begins and ends", () => {
    const {data, caption} = stabilityFigure(rows);
    expect(data).toHaveLength(1);
    expect(data[0]).toMatchObject({name: "LIME", x: [64, 256], y: [0.51, 0.9]});
    expect(caption).toContain("LIME goes from 0.51 with 64 samples to 0.90 with 256");
    expect(caption).toContain("3 seeds over the superpixels of 10 test pictures");
  });
});

describe("explainCostTable(rows, options)", () => {
  it("shows each method with its defaults, in milliseconds, and where that was measured", () => {
    const table = explainCostTable(rows, {model: "se-resnet 1.0.0"});
    expect(table.rows.map(([title]) => title)).toEqual(["Occlusion", "LIME"]);
    expect(table.rows[1]).toEqual(["LIME", 64, 0, 125, 0.9]);
    expect(table.caption).toContain("Measured on 2026-11-21 on 10 test pictures with 3 seeds: AMD EPYC, one thread");
    expect(table.caption).not.toContain("Stale");
  });
  it("warns where another model was measured", () => {
    expect(explainCostTable(rows, {model: "se-resnet 2.0.0"}).caption).toContain(
      "**Stale**: measured on se-resnet 1.0.0, not on se-resnet 2.0.0.",
    );
  });
});

describe("agreementFigure(agreement)", () => {
  it("names the pairs that agree most and least", () => {
    const between = [
      [1, 0.8, -0.1],
      [0.8, 1, 0.3],
      [-0.1, 0.3, 1],
    ];
    const {caption, data} = agreementFigure({titles: ["LIME", "occlusion", "Grad-CAM"], between, count: 12});
    expect(caption).toContain("Most alike are LIME and Occlusion, at 0.80; least alike LIME and Grad-CAM, at −0.10.");
    expect(caption).toContain("mean of 12 pictures");
    expect(data[0]).toMatchObject({x: ["LIME", "Occlusion", "Grad-CAM"], z: between});
    const even = agreementFigure({
      titles: ["a", "b"],
      between: [
        [1, -0.001],
        [-0.001, 1],
      ],
      count: 1,
    });
    expect(even.data[0]).toMatchObject({
      text: [
        ["1.00", "0.00"],
        ["0.00", "1.00"],
      ],
    });
  });
});

describe("hidingFigure(set, found, options)", () => {
  it("draws the borders of superpixels, then a line for each method", () => {
    const set = {
      name: "test",
      images: new Uint8Array(8),
      labels: Uint8Array.of(0, 0),
      count: 2,
      height: 2,
      width: 2,
      channels: 1,
      classNames: ["a"],
    };
    const cut = {labels: Int32Array.of(0, 1, 0, 1), count: 2};
    const maps = Float32Array.of(1, 1, 1, 1, -1, -1, -1, -1);
    const {pictures} = hidingFigure(
      set,
      {pieces: [cut, cut], methods: [{name: "lime", title: "LIME", maps}]},
      {caption: "c"},
    );
    expect(pictures.map(({label}) => label)).toEqual(["superpixels", "LIME"]);
    const [outlined, explained] = pictures.map(({src}) => decode(Buffer.from(src.split(",")[1]!, "base64")));
    expect([outlined!.height, outlined!.width]).toEqual([8, 2 * 8 + 2]);
    const colour = (png: typeof outlined, x: number): number[] => [...png!.data.slice(3 * x, 3 * x + 3)];
    expect(colour(outlined, 0)).toEqual([255, 255, 255]);
    expect(colour(outlined, 3)).not.toEqual([255, 255, 255]); // the last column of the left piece
    expect(colour(outlined, 4)).toEqual([255, 255, 255]);
    const [forIt, against] = [colour(explained, 0), colour(explained, 10)];
    expect(forIt[0]).toBeGreaterThan(forIt[2]!);
    expect(against[2]).toBeGreaterThan(against[0]!);
  });
});
