import {describe, expect, it} from "vitest";
import type {ImageDataset, ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import type {ValueTree} from "../../../src/pipeline/figure/chapter.js";
import {publishData} from "../../../src/pipeline/figure/publishData.js";

const set = {
  name: "train",
  count: 3,
  height: 28,
  width: 28,
  channels: 1,
  classNames: ["Bag", "Coat"],
} as unknown as ImageSet;
const data: ImageDataset = {
  name: "Fashion-MNIST",
  synthetic: false,
  hash: "abc",
  source: "shared mirror",
  licence: "MIT",
  train: set,
  test: {...set, count: 2},
};

function published(dataset: ImageDataset): {values: Record<string, ValueTree>; notices: string[]} {
  const values: Record<string, ValueTree> = {};
  const notices: string[] = [];
  publishData(
    {publish: (path, tree) => Object.assign(values, {[path]: tree}), notice: (text) => notices.push(text)},
    dataset,
  );
  return {values, notices};
}

describe("publishData(chapter, data)", () => {
  it("publishes counts, sizes and the identity of the data", () => {
    const {values, notices} = published(data);
    expect(values["data"]).toMatchObject({name: "Fashion-MNIST", train: 3, test: 2, pixels: 784, classes: 2});
    expect(values["provenance.data"]).toMatchObject({sha256: "abc", licence: "MIT"});
    expect(notices).toEqual([]);
  });

  it("publishes the same wherever official files were found, so that reports of two machines are the same", () => {
    expect(published({...data, source: "data/raw"})).toEqual(published(data));
  });

  it("puts a notice on every page for drawn garments, and says why they were drawn", () => {
    const {values, notices} = published({
      ...data,
      name: "Synthetic garments",
      synthetic: true,
      source: "drawn by code (offline)",
    });
    expect(notices).toEqual([
      expect.stringContaining("drawn by code, and no figure in this report speaks of Fashion-MNIST"),
    ]);
    expect(values["data"]).toMatchObject({synthetic: true, source: "drawn by code (offline)"});
  });
});
