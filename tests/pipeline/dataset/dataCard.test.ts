import {describe, expect, it} from "vitest";
import {dataCard} from "../../../src/pipeline/dataset/dataCard.js";
import {dataCardMarkdown} from "../../../src/pipeline/dataset/dataCardMarkdown.js";
import {tinyDataset, tinySet} from "./tinySource.js";

describe("dataCard(dataset)", () => {
  it("counts classes and sums up pixels", () => {
    const set = {...tinySet("train", [0, 2]), images: Uint8Array.of(0, 0, 0, 0, 10, 10, 10, 10)};
    const {splits, hash, lineage} = dataCard(tinyDataset({train: set, lineage: ["Found."]}));
    expect(splits[0]).toEqual({
      name: "train",
      count: 2,
      shape: [2, 2, 1],
      classCounts: [1, 0, 1],
      pixelMean: 5,
      pixelDeviation: 5,
    });
    expect([hash.length, lineage]).toEqual([64, ["Found."]]);
  });
});

describe("dataCardMarkdown(card)", () => {
  it("says name, licence, hash, counts, lineage and checks", () => {
    const dataset = tinyDataset({lineage: ["Found.", "Washed."]});
    const text = dataCardMarkdown(dataCard(dataset, [{name: "pictures", expected: "1", got: "a|b", ok: false}]));
    expect(text).toContain("# Data card: Tiny\n");
    expect(text).toContain("| Licence                            | none ");
    expect(text).toContain(`\`${dataset.hash}\``);
    expect(text).toContain("| 1     | Scarf | 2     | 1    |");
    expect(text).toContain("1. Found.\n2. Washed.");
    expect(text).toContain("| pictures | 1        | a\\|b | **failed** |");
    expect(text).not.toContain("Synthetic data");
  });

  it("warns of synthetic data before anything else", () => {
    const text = dataCardMarkdown(dataCard(tinyDataset({synthetic: true})));
    expect(text.split("\n\n")[1]).toBe(
      "> **Synthetic data.** These pictures were drawn by code; no figure speaks of Fashion-MNIST.",
    );
  });
});
