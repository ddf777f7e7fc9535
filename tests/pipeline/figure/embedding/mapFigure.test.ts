import {describe, expect, it} from "vitest";
import {decodeJpeg} from "../../../../src/core/jpeg.js";
import {seeded} from "../../../../src/core/random.js";
import {neighbourLabels} from "../../../../src/pipeline/explanation/embedding/reading/neighbourLabels.js";
import {hoverPictures} from "../../../../src/pipeline/figure/embedding/hoverPictures.js";
import {mapFigure} from "../../../../src/pipeline/figure/embedding/mapFigure.js";
import {purityTable} from "../../../../src/pipeline/figure/embedding/purityTable.js";
import {drawFigure} from "../../../../src/report/render/figure/drawFigure.js";

const options = {id: "map", caption: "C.", alt: "A."};

describe("mapFigure(places, answers, options)", () => {
  it("shows each point once, by class, wrong answers apart, with the number of its picture; no class without points", () => {
    const answers = {
      count: 4,
      yTrue: Uint8Array.of(0, 0, 1, 1),
      yPred: Uint8Array.of(0, 1, 1, 1),
      classNames: ["Bag", "Coat", "Shirt"],
    };
    const {data, layout} = mapFigure([0, 0, 1.234, 1, 2, 2, 4, 6], answers, options);
    expect(data.map(({name, x, customdata, text}) => [name, x, customdata, text])).toEqual([
      ["Bag", [0], [0], undefined],
      ["Coat", [2, 4], [2, 3], undefined],
      ["Bag, answered wrongly", [1.23], [1], ["Bag, answered Coat"]],
    ]);
    const names = (layout["annotations"] as readonly {x: number; y: number; text: string}[]).map(({x, y, text}) => [
      text,
      x,
      y,
    ]);
    expect(names).toEqual([
      ["<b>Bag</b>", 0.617, 0.5],
      ["<b>Coat</b>", 3, 4],
    ]);
  });
  it("is drawn with 10,000 points in less than 150 kB", () => {
    const random = seeded(1);
    const count = 10_000;
    const places = Float64Array.from({length: 2 * count}, () => random.normal());
    const yTrue = Uint8Array.from({length: count}, (_, i) => i % 10);
    const yPred = yTrue.map((label, i) => (i % 18 === 0 ? (label + 1) % 10 : label));
    const drawing = drawFigure(mapFigure(places, {count, yTrue, yPred, classNames: [..."abcdefghij"]}, options));
    expect("svg" in drawing && drawing.svg.length).toBeLessThan(150_000);
  });
  it("can be drawn without points", () => {
    const none = {count: 0, yTrue: new Uint8Array(), yPred: new Uint8Array(), classNames: ["Bag"]};
    expect("svg" in drawFigure(mapFigure([], none, options))).toBe(true);
  });
});

describe("hoverPictures(set)", () => {
  it("puts pictures onto one sheet in their order, dark on white", async () => {
    const images = Uint8Array.from({length: 5 * 64}, (_, i) => (Math.floor(i / 64) === 3 ? 255 : 0));
    const set = {
      name: "test",
      images,
      labels: new Uint8Array(5),
      count: 5,
      height: 8,
      width: 8,
      channels: 1,
      classNames: ["a"],
    };
    const {src, ...sizes} = await hoverPictures(set);
    expect(sizes).toEqual({width: 8, height: 8, columns: 3});
    const {width, height, pixels} = await decodeJpeg(Buffer.from(src.split(",")[1]!, "base64"));
    const at = (x: number, y: number): number => pixels[3 * (y * width + x)]!;
    expect([width, height]).toEqual([24, 16]);
    expect(at(4, 12)).toBeLessThan(30);
    expect(Math.min(at(4, 4), at(12, 12), at(20, 12))).toBeGreaterThan(225);
  });
});

describe("purityTable(spaces, options)", () => {
  it("orders classes by the first space and names who their neighbours are", () => {
    const near = {count: 4, size: 2, rows: Int32Array.from([1, 2, 0, 3, 3, 3, 2, 2])};
    const labels = neighbourLabels(near, {labels: [0, 0, 1, 1], classCount: 2});
    const {rows} = purityTable([{name: "Features", labels}], {caption: "C.", classNames: ["Bag", "Coat"]});
    expect(rows).toEqual([
      ["Bag", 0.5, "Coat", 0.5],
      ["Coat", 1, "none", 0],
    ]);
  });
});
