import {describe, expect, it} from "vitest";
import type {ImageDataset, ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {assertValid, validateDataset} from "../../../src/pipeline/dataset/validateDataset.js";
import {tinyDataset, tinySet} from "./tinySource.js";

function failures(parts: Partial<ImageDataset>): string[] {
  return validateDataset(tinyDataset(parts))
    .filter(({ok}) => !ok)
    .map(({name, expected, got}) => `${name}: expected ${expected}, got ${got}`);
}

describe("validateDataset(dataset)", () => {
  it("finds nothing wrong with good data", () => {
    const withBlackAndWhite = (set: ImageSet): ImageSet => {
      set.images[1] = 0;
      set.images[3] = 255;
      return set;
    };
    const train = withBlackAndWhite(tinySet("train", [0, 1, 2, 0, 1, 2]));
    const test = withBlackAndWhite(tinySet("test", [2, 1, 0], 100));
    expect(failures({train, test})).toEqual([]);
  });

  it("finds pictures that do not fill their bytes", () => {
    const train = {...tinySet("train", [0, 1, 2]), count: 4};
    expect(failures({train})).toEqual(
      expect.arrayContaining(["train: bytes: expected 16, got 12", "train: labels: expected 4, got 3"]),
    );
  });

  it("finds a wrong number of pictures", () => {
    const checks = validateDataset(tinyDataset(), {counts: {train: 7, test: 3}});
    expect(checks[0]).toEqual({name: "train: pictures", expected: "7", got: "6", ok: false});
  });

  it("expects 60,000 and 10,000 of what calls itself Fashion-MNIST", () => {
    expect(failures({name: "Fashion-MNIST"})).toEqual(
      expect.arrayContaining(["train: pictures: expected 60000, got 6", "test: pictures: expected 10000, got 3"]),
    );
  });

  it("finds a label out of range, with its row", () => {
    expect(failures({train: tinySet("train", [0, 1, 2, 9, 1, 2])})).toContain(
      "train: range of labels: expected 0 to 2, got 9 in row 3",
    );
  });

  it("finds a class without a picture and a class too large", () => {
    const found = failures({train: tinySet("train", [0, 0, 0, 1])});
    expect(found).toContain("train: classes without a picture: expected none, got Glove");
    expect(found).toContain("train: largest class over smallest: expected at most 1.5, got Infinity");
  });

  it("finds blank pictures and dark sets", () => {
    const train = tinySet("train", [0, 1, 2]);
    train.images.fill(0);
    expect(failures({train})).toEqual(
      expect.arrayContaining([
        "train: range of pixels: expected from 0 to above 200, got from 0 to 0",
        "train: pictures of one colour: expected 0, got 3",
        "pictures twice within a split: expected 0, got 2",
      ]),
    );
  });

  it("finds a test picture that was trained on, and where", () => {
    const test = tinySet("test", [2, 1, 0], 100);
    test.images.set(tinySet("train", [0, 1]).images.subarray(4, 8), 8);
    expect(failures({test})).toContain(
      "pictures of test that are in train too: expected 0, got 1 (row 2 of test is row 1 of train)",
    );
  });

  it("finds splits that do not go together", () => {
    const test = {...tinySet("test", [2, 1, 0], 100), height: 1, width: 4, classNames: ["a", "b", "c"]};
    expect(failures({test})).toEqual(
      expect.arrayContaining([
        "train and test: size of a picture: expected 2 x 2 x 1, got 1 x 4 x 1",
        "train and test: classes: expected Hat, Scarf, Glove, got a, b, c",
      ]),
    );
  });

  it("finds a hash that belongs to other data", () => {
    expect(failures({hash: "0".repeat(64)}).at(-1)).toMatch(/^hash: expected 0{64}, got \w{64}$/);
  });
});

describe("assertValid(dataset, checks)", () => {
  it("names everything that failed in one error", () => {
    const dataset = tinyDataset({train: tinySet("train", [0, 0, 0, 1])});
    expect(() => assertValid(dataset, validateDataset(dataset))).toThrow(
      /^Tiny \(made up\): .*classes without a picture: expected none, got Glove; .*largest class over smallest/,
    );
  });

  it("passes data whose checks hold", () => {
    expect(() => assertValid(tinyDataset(), [{name: "a", expected: "1", got: "1", ok: true}])).not.toThrow();
  });
});
