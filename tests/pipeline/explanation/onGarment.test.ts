import {expect, it} from "vitest";
import {onGarment} from "../../../src/pipeline/explanation/onGarment.js";

it("onGarment weighs a map by the outline and leaves out maps without weight", () => {
  const pictures = {images: Uint8Array.from([0, 9, 9, 0, 0, 0, 0, 9]), count: 2, height: 2, width: 2, channels: 1};
  // The first map has 3 of 4 parts on the garment, which covers half; the second map is empty, its garment a quarter.
  const maps = Float32Array.from([0.25, 0.5, 0.25, 0, 0, 0, 0, 0]);
  expect(onGarment(maps, pictures)).toEqual({onGarment: 0.75, garment: 0.375});
});
