import {describe, expect, it} from "vitest";
import {meanPictures} from "../../../src/pipeline/explore/meanPictures.js";
import {handMade} from "./handMade.js";

describe("meanPictures(set)", () => {
  it("averages the pictures of each class pixel by pixel", () => {
    const [hat, scarf, glove] = meanPictures(
      handMade([
        {label: 0, pixels: [0, 10, 20, 30]},
        {label: 1, pixels: [1, 2, 3, 4]},
        {label: 0, pixels: [255, 10, 21, 0]},
      ]),
    );
    expect([...hat!.pixels]).toEqual([127.5, 10, 20.5, 15]);
    expect([hat!.count, hat!.className, hat!.height, hat!.width]).toEqual([2, "Hat", 1, 4]);
    expect([...scarf!.pixels]).toEqual([1, 2, 3, 4]);
    expect([glove!.count, ...glove!.pixels]).toEqual([0, 0, 0, 0, 0]);
  });
});
