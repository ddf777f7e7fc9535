import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../../src/pipeline/dataset/imageSet.js";
import {predictions} from "../../../../src/pipeline/evaluation/predictions.js";
import {roundingEffect} from "../../../../src/pipeline/study/labels/collectLabels.js";
import {recordedOutOfFold} from "../../../../src/pipeline/study/labels/outOfFold.js";
import {decodeProbabilities, encodeProbabilities} from "../../../../src/pipeline/study/labels/probabilityText.js";
import {temporaryFolder} from "../../../temporaryFolder.js";

const train: ImageSet = {
  name: "train",
  images: new Uint8Array(3),
  labels: Uint8Array.of(0, 1, 1),
  count: 3,
  height: 1,
  width: 1,
  channels: 1,
  classNames: ["shirt", "top"],
};
const probabilities = Float32Array.of(0.9, 0.1, 0.4996, 0.5004, 0.95, 0.05);

/** A project that recorded these rows. */
function project(rows?: readonly object[]): string {
  const root = temporaryFolder("labels");
  mkdirSync(join(root, "data", "measurements"), {recursive: true});
  mkdirSync(join(root, "report"));
  writeFileSync(join(root, "report", "report.json"), "{}");
  const record = {name: "labels", title: "Labels", date: "2026-11-21", rows};
  if (rows) writeFileSync(join(root, "data", "measurements", "labels.json"), JSON.stringify(record));
  return root;
}

describe("recordedOutOfFold(data)", () => {
  it("finds nothing where nothing is recorded", async () => {
    expect(await recordedOutOfFold({train, hash: "abc"}, project())).toBeUndefined();
  });
  it("reads the answers to these pictures, and none to others", async () => {
    const row = {
      data: {name: "Toys", hash: "abc", train: 3, classCount: 2},
      probabilities: encodeProbabilities(probabilities),
    };
    const root = project([row]);
    const found = await recordedOutOfFold({train, hash: "abc"}, root);
    expect([...found!.answers.yPred]).toEqual([0, 0, 0]);
    expect(found!.answers.probabilities[0]).toBeCloseTo(0.9, 6);
    expect(await recordedOutOfFold({train, hash: "of synthetic pictures"}, root)).toBeUndefined();
  });
});

describe("roundingEffect(exact, recorded)", () => {
  it("counts the answers that became others, and the doubts that stayed", () => {
    const recorded = decodeProbabilities(encodeProbabilities(probabilities), 3, 2);
    const effect = roundingEffect(predictions(train, probabilities), predictions(train, recorded));
    expect(effect.changedAnswers).toBe(1); // 0.4996 against 0.5004 is a tie of thousandths
    expect(effect.largestDifference).toBeCloseTo(0.0004, 6);
    expect(effect.doubtful).toEqual({exact: 1, recorded: 1, both: 1});
  });
});
