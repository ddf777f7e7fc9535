import {expect, it} from "vitest";
import {meanMaps} from "../../../src/pipeline/explanation/meanMaps.js";

it("meanMaps averages the maps of each class and leaves a class without one dark", () => {
  const maps = Float32Array.from([1, 0, 0.5, 0.5, 0, 1]);
  const means = meanMaps(maps, [0, 0, 2], {size: 2, classCount: 3});
  expect(means.map((map) => [...map])).toEqual([
    [0.75, 0.25],
    [0, 0],
    [0, 1],
  ]);
});
