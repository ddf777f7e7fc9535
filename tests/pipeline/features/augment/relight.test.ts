import {describe, expect, it} from "vitest";
import {relight} from "../../../../src/pipeline/features/augment/relight.js";

const relit = (picture: number[], channels: number, light: {factor: number; added: number}): number[] => {
  const values = Float32Array.from(picture);
  relight(values, channels, light);
  return [...values];
};

describe("relight(picture, channels, light)", () => {
  it("moves away from the mean and then adds", () => {
    expect(relit([100, 110, 120], 1, {factor: 1.5, added: 7})).toEqual([102, 117, 132]);
    expect(relit([100, 110, 120], 1, {factor: 0, added: 0})).toEqual([110, 110, 110]);
  });
  it("takes each channel by itself", () => {
    expect(relit([10, 100, 30, 200], 2, {factor: 0.5, added: 0})).toEqual([15, 125, 25, 175]);
  });
  it("cuts off what leaves 0 to 255", () => {
    expect(relit([0, 127.5, 255], 1, {factor: 2, added: 0})).toEqual([0, 127.5, 255]);
    expect(relit([0, 200], 1, {factor: 1, added: -20})).toEqual([0, 180]);
  });
});
