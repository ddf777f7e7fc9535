import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {assertPixelRange} from "../../../src/pipeline/model/pixelRange.js";

describe("assertPixelRange(images, what)", () => {
  it.each([
    [
      "divided by 255",
      Float32Array.of(0, 0.5, 1),
      "the test set: expected grey levels from 0 to 255, found 0 to 1; they were",
    ],
    ["of two levels as bytes", Uint8Array.of(0, 1, 1), "found 0 to 1; they were scaled before"],
    ["scaled for MobileNetV2", Float32Array.of(-1, 0.25, 1), "found -1 to 1; the backbone scales pictures itself"],
    ["of 16 bits", Float32Array.of(0, 65535), "found 0 to 65535; divide pictures of more than 8 bits"],
    ["with a gap", Float32Array.of(0, Number.NaN, 255), "some are no numbers"],
    ["beyond all numbers", Float32Array.of(0, Number.POSITIVE_INFINITY), "some are no numbers"],
  ])("refuses pictures %s", (_, images, message) => {
    expect(() => assertPixelRange(images, "the test set")).toThrow(message);
  });

  it("takes any pictures of bytes with a level above 1, and black ones", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1}), fc.integer({min: 2, max: 255}), (bytes, level) => {
        bytes[0] = level;
        expect(() => assertPixelRange(bytes, "the test set")).not.toThrow();
        expect(() => assertPixelRange(Float32Array.from(bytes), "the test set")).not.toThrow();
      }),
    );
    expect(() => assertPixelRange(new Uint8Array(9), "the test set")).not.toThrow();
    expect(() => assertPixelRange(new Uint8Array(), "no pictures")).not.toThrow();
  });
});
