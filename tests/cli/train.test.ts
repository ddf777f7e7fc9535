import {describe, expect, it} from "vitest";
import {temporaryFolder} from "../temporaryFolder.js";
import {lookbook, writeApples} from "./apples.js";

describe("lookbook train", {timeout: 60_000}, () => {
  it.each([
    [
      ["train", "shalow-cnn"],
      2,
      'unknown contender "shalow-cnn"; did you mean "shallow-cnn"? known are dense, shallow-cnn, se-resnet',
    ],
    [["train", "dense", "--seed", "one"], 2, "Expected whole numbers from 0."],
  ])("%j ends with %i and one clear message", async (args, expected, message) => {
    const root = temporaryFolder("train");
    writeApples(root);
    const {code, stderr} = await lookbook(args, root);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });
});
