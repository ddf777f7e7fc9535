import {decode} from "fast-png";
import {describe, expect, it} from "vitest";
import {overlay} from "../../../src/pipeline/figure/overlay.js";
import {inverted, pixelsAt, toPicture} from "../../../src/pipeline/figure/picture.js";

const images = Uint8Array.from([0, 50, 100, 150, 200, 250, 30, 60]);
const set = {images, height: 2, width: 2, channels: 1};

describe("toPicture(pixels)", () => {
  it("is a PNG that decodes to the same pixels", () => {
    const {src, ...size} = toPicture(pixelsAt(set, 1), {label: "Bag", tone: "bad"});
    expect(size).toEqual({width: 2, height: 2, label: "Bag", tone: "bad"});
    const png = decode(Buffer.from(src.slice("data:image/png;base64,".length), "base64"));
    expect([...png.data]).toEqual([200, 250, 30, 60]);
    expect([png.channels, png.depth]).toEqual([1, 8]);
  });
});

describe("inverted(pixels)", () => {
  it("turns white on black into black on white and leaves its input alone", () => {
    expect([...inverted(pixelsAt(set, 0)).data]).toEqual([255, 205, 155, 105]);
    expect(images[0]).toBe(0);
  });
});

describe("overlay(pixels, map)", () => {
  it("shows the picture where the map is 0 and the map where it is 1", () => {
    const {data, channels} = overlay(pixelsAt(set, 0), Float32Array.from([0, 1, -1, 5]), {strength: 1, paleness: 0});
    expect(channels).toBe(3);
    expect([...data.slice(0, 3)]).toEqual([0, 0, 0]);
    expect([...data.slice(3, 6)]).toEqual([195, 20, 0]);
    expect([...data.slice(6, 9)], "what speaks against is blue").toEqual([20, 60, 180]);
    expect([...data.slice(9, 12)], "values beyond 1 are clipped").toEqual([195, 20, 0]);
  });
  it("pales the picture, so that a map shows on a dark garment", () => {
    const {data} = overlay(pixelsAt(set, 0), new Float32Array(4), {paleness: 0.5});
    expect([...data.slice(0, 6)]).toEqual([128, 128, 128, 153, 153, 153]);
  });
});
