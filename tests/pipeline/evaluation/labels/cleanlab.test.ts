import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {calibratedJoint, roundedRow} from "../../../../src/pipeline/evaluation/labels/calibratedJoint.js";
import {confidentJoint} from "../../../../src/pipeline/evaluation/labels/confidentJoint.js";
import {doubtfulLabels} from "../../../../src/pipeline/evaluation/labels/doubtfulLabels.js";
import {labelQuality} from "../../../../src/pipeline/evaluation/labels/labelQuality.js";
import {labelled} from "./labelled.js";

interface Fixture {
  readonly classCount: number;
  readonly given: number[];
  readonly thousandths: number[];
  readonly thresholds: number[];
  readonly joint: number[][];
  readonly calibrated: number[][];
  readonly confidentLearning: number[];
  readonly pruneByNoiseRate: number[];
  readonly selfConfidence: number[];
  readonly normalisedMargin: number[];
  readonly mostDoubtful: number[];
}
const peer = JSON.parse(readFileSync("tests/fixtures/cleanlab/labels.json", "utf8")) as Fixture;
const found = labelled(
  peer.given,
  peer.thousandths.map((n) => n / 1000),
  peer.classCount,
);
const rowsBy = (by: "confident-joint" | "noise-rate"): number[] =>
  doubtfulLabels(found, {by})
    .map(({row}) => row)
    .sort((a, b) => a - b);

describe("confident learning agrees with cleanlab", () => {
  it("in the threshold of each class", () => {
    confidentJoint(found).thresholds.forEach((threshold, k) => {
      expect(threshold).toBeCloseTo(peer.thresholds[k]!, 12);
    });
  });
  it("in the confident joint, and in the joint calibrated to all labels", () => {
    const joint = confidentJoint(found);
    expect(joint.counts).toEqual(peer.joint);
    expect(calibratedJoint(joint).map(roundedRow)).toEqual(peer.calibrated);
  });
  it("in the labels off the diagonal, and in those pruned by noise rate", () => {
    expect(rowsBy("confident-joint")).toEqual(peer.confidentLearning);
    expect(rowsBy("noise-rate")).toEqual(peer.pruneByNoiseRate);
  });
  it("in both scores of a label, and in the order that they give", () => {
    const [own, margin] = [labelQuality(found), labelQuality(found, "normalised-margin")];
    peer.selfConfidence.forEach((score, row) => {
      expect(own[row]).toBeCloseTo(score, 12);
    });
    peer.normalisedMargin.forEach((score, row) => {
      expect(margin[row]).toBeCloseTo(score, 12);
    });
    expect(doubtfulLabels(found, {score: "normalised-margin"}).map(({row}) => row)).toEqual(peer.mostDoubtful);
  });
});
