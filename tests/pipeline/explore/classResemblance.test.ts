import {describe, expect, it} from "vitest";
import {classResemblance} from "../../../src/pipeline/explore/classResemblance.js";
import {handMade} from "./handMade.js";

describe("classResemblance(set)", () => {
  it("correlates mean pictures as Python's statistics.correlation does", () => {
    const {between, pairs} = classResemblance(
      handMade([
        {label: 0, pixels: [1, 2, 3, 5]},
        {label: 1, pixels: [2, 4, 5, 11]},
        {label: 2, pixels: [5, 3, 2, 1]},
      ]),
    );
    expect(between[0]![1]).toBeCloseTo(0.9827076, 7);
    expect(between[0]![2]).toBeCloseTo(-0.9428571, 7);
    expect(between[1]![2]).toBeCloseTo(-0.8819171, 7);
    expect(between[1]![0]).toBe(between[0]![1]);
    expect(between[2]![2]).toBe(1);
    expect(pairs.map(({first, second}) => `${first} ${second}`)).toEqual(["Hat Scarf", "Scarf Glove", "Hat Glove"]);
  });

  it("takes light and contrast for no difference", () => {
    const {within} = classResemblance(
      handMade([
        {label: 0, pixels: [10, 20, 30, 40]},
        {label: 0, pixels: [110, 130, 150, 170]},
        {label: 1, pixels: [0, 0, 100, 100]},
        {label: 1, pixels: [200, 0, 0, 0]},
      ]),
    );
    expect(within[0]).toBeCloseTo(1, 12);
    expect(within[1]).toBeLessThan(0.9);
    expect(within[2]).toBe(0);
  });

  it("finds nothing in a picture of one colour", () => {
    const {between, within} = classResemblance(
      handMade([
        {label: 0, pixels: [7, 7, 7, 7]},
        {label: 1, pixels: [1, 2, 3, 5]},
      ]),
    );
    expect([between[0]![1], within[0]]).toEqual([0, 0]);
  });
});
