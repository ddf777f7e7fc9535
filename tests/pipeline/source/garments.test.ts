import {describe, expect, it} from "vitest";
import {sha256} from "../../../src/core/hash.js";
import {seeded} from "../../../src/core/random.js";
import {drawGarment, garmentNames} from "../../../src/pipeline/source/garments/drawGarment.js";
import {drawGarments, type Garments} from "../../../src/pipeline/source/garments/drawGarments.js";
import {band, mirrored, rounded} from "../../../src/pipeline/source/garments/outline.js";
import {linearAccuracy, nearestCentroidAccuracy} from "./linearModel.js";

describe("drawGarments(count, random)", () => {
  it("draws the same bytes from the same seed, on every machine", () => {
    const {images, labels} = drawGarments(500, seeded("golden"));
    expect(sha256(images)).toBe("b92fc60a32dc2b3598e53333b8af3f4fc8e4887aaf5e74aaf6166b855df1c519");
    expect(sha256(labels)).toBe("85a38ae6163e33d6f3faed6c70e32e2dc9c1d13b1898fa8cf75ebcd8f5968ae8");
  });

  it("draws other garments from another seed", () => {
    const images = (seed: number): Uint8Array => drawGarments(20, seeded(seed)).images;
    expect(images(1)).not.toEqual(images(2));
  });

  it("draws as many of each class as of any other", () => {
    const {labels} = drawGarments(1005, seeded(1));
    const counts = garmentNames.map((_, c) => labels.filter((label) => label === c).length);
    expect(counts).toEqual([101, 101, 101, 101, 101, 100, 100, 100, 100, 100]);
  });

  it("mixes the classes", () => {
    const {labels} = drawGarments(1000, seeded(1));
    expect(new Set(labels.subarray(0, 60)).size).toBe(10);
  });
});

describe("drawGarment(classIndex, random)", () => {
  it.each(garmentNames.map((name, c) => [name, c] as const))("%s: light on black, inside the picture", (_, c) => {
    const random = seeded(c);
    for (let i = 0; i < 200; i++) {
      const picture = drawGarment(c, random);
      const lit = picture.filter((value) => value > 0).length;
      const corners = [0, 27, 756, 783].filter((at) => picture[at]! > 0).length;
      expect(lit).toBeGreaterThan(30);
      expect(lit).toBeLessThan(600);
      expect(corners).toBeLessThan(2);
      expect(Math.max(...picture)).toBeGreaterThan(40);
    }
  });
});

describe("the synthetic garments as a task", () => {
  const size = 784;
  const train = drawGarments(2000, seeded("task/train"));
  const test = drawGarments(600, seeded("task/test"));
  const scaled = ({images, labels}: Garments): {xs: Float32Array; labels: Uint8Array; size: number} => ({
    xs: Float32Array.from(images, (value) => value / 255),
    labels,
    size,
  });

  it("can be learnt in part from the average picture of each class", () => {
    const accuracy = nearestCentroidAccuracy(scaled(train), scaled(test), garmentNames.length);
    expect(accuracy).toBeGreaterThan(0.4);
    expect(accuracy).toBeLessThan(0.75);
  });

  it("cannot be saturated by a linear model", () => {
    const accuracy = linearAccuracy(scaled(train), scaled(test), garmentNames.length);
    expect(accuracy).toBeGreaterThan(0.6);
    expect(accuracy).toBeLessThan(0.88);
  });
});

describe("outlines", () => {
  it("are closed by their mirror image", () => {
    expect(
      mirrored([
        [0, 0],
        [1, 1],
      ]),
    ).toEqual([
      [0, 0],
      [1, 1],
      [-1, 1],
      [-0, 0],
    ]);
  });

  it("have their corners cut at a quarter of the sides", () => {
    expect(
      rounded([
        [0, 0],
        [4, 0],
        [4, 4],
      ]),
    ).toEqual([
      [1, 0],
      [3, 0],
      [4, 1],
      [4, 3],
      [3, 3],
      [1, 1],
    ]);
  });

  it("of bands are as wide as asked for", () => {
    expect(band([0, 0], [3, 4], 2)).toEqual([
      [-0.8, 0.6],
      [2.2, 4.6],
      [3.8, 3.4],
      [0.8, -0.6],
    ]);
  });
});
