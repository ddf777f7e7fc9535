import {decode} from "fast-png";
import {describe, expect, it} from "vitest";
import type {Cell} from "../../../src/core/payload.js";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {orientations} from "../../../src/pipeline/explore/orientations.js";
import {pixelHistogram} from "../../../src/pipeline/explore/pixelHistogram.js";
import {augmentedRows} from "../../../src/pipeline/features/augmentedRows.js";
import {fitNormaliser} from "../../../src/pipeline/features/normalise.js";
import {augmentFigure} from "../../../src/pipeline/figure/augmentFigure.js";
import {normalisationFigure} from "../../../src/pipeline/figure/normalisationFigure.js";
import {orientationTable} from "../../../src/pipeline/figure/orientationTable.js";

const set: ImageSet = {
  name: "train",
  images: Uint8Array.from({length: 8 * 9}, (_, i) => (i * 67) % 256),
  labels: Uint8Array.from({length: 8}, (_, i) => i % 2),
  count: 8,
  height: 3,
  width: 3,
  channels: 1,
  classNames: ["Bag", "Coat"],
};

describe("augmentFigure(augmentedRows(set, kinds, options))", () => {
  const kinds = {
    "as in the file": {},
    mirrored: {flip: "alternating"},
    mixup: {mix: {kind: "mixup", alpha: 1}},
  } as const;
  const figure = augmentFigure(augmentedRows(set, kinds, {rows: [5, 2], seed: 3}));

  it("has a strip for each kind, under its name", () => {
    expect(figure.pictures.map(({label}) => label)).toEqual(["as in the file", "mirrored", "mixup"]);
    expect(figure.caption).toContain("2 training pictures");
    expect(figure.alt).toContain("as in the file, mirrored, mixup");
  });
  it("shows the pictures that were asked for side by side, dark on white, with a gap of two white pixels", () => {
    const {width, height, data} = decode(Buffer.from(figure.pictures[0]!.src.split(",")[1]!, "base64"));
    expect([width, height]).toEqual([8, 3]);
    const line = Array.from({length: 8}, (_, x) => data[3 * x]);
    const level = (i: number): number => 255 - set.images[i]!;
    expect(line).toEqual([level(45), level(46), level(47), 255, 255, level(18), level(19), level(20)]);
  });
  it("shows what a training with the same seed sees in the epoch", () => {
    const [odd, even] = [1, 2].map(
      (epoch) => augmentedRows(set, {a: {flip: "alternating"}}, {rows: [5], seed: 3, epoch})[0]!,
    );
    const [left, middle, right] = odd!.images;
    expect([...even!.images.subarray(0, 3)]).toEqual([right, middle, left]);
  });
});

describe("normalisationFigure(histogram, normaliser, options)", () => {
  it("shows the same shares twice, the second time about a mean of 0 with a deviation of 1, up to the width of a bin", () => {
    const normaliser = fitNormaliser(set);
    const {data} = normalisationFigure(pixelHistogram(set, {bins: 128}), normaliser, {sampleSize: set.count});
    const [raw, standard] = data as unknown as readonly {
      readonly x: readonly number[];
      readonly y: readonly number[];
    }[];
    expect(standard!.y).toEqual(raw!.y);
    const mean = standard!.x.reduce((sum, x, i) => sum + x * standard!.y[i]!, 0);
    const square = standard!.x.reduce((sum, x, i) => sum + x * x * standard!.y[i]!, 0);
    expect(mean).toBeCloseTo(0, 1);
    expect(Math.sqrt(square)).toBeCloseTo(1, 1);
  });
});

describe("orientationTable(orientations)", () => {
  it("has a row for each class and one for the share that is recognised", () => {
    const found = orientations(set, set, {seed: 1});
    const {columns, rows} = orientationTable(found);
    expect(columns.map(({name}) => name)).toEqual(["Class", "As it is", "Mirrored", "Upside down", "Half a turn"]);
    expect(rows.map(([name]: readonly Cell[]) => name)).toEqual(["Bag", "Coat", "Recognised"]);
    expect(rows[2]!.slice(1)).toEqual(found.all.map(({recognised}) => recognised));
  });
});
