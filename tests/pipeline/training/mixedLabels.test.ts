import {readFileSync} from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {wrapNetwork} from "../../../src/pipeline/model/network.js";
import {gradientsOf} from "../../../src/pipeline/training/gradients.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

interface Fixture {
  readonly classCount: number;
  readonly pictures: readonly number[];
  readonly weights: readonly number[];
  readonly labels: readonly number[];
  readonly partners: readonly number[];
  readonly shares: readonly number[];
  readonly cases: readonly {
    readonly labelSmoothing: number;
    readonly meanLoss: number;
    readonly gradient: readonly number[];
  }[];
}
const fixture = JSON.parse(
  readFileSync(new URL("../../fixtures/torch/mixed.json", import.meta.url), "utf8"),
) as Fixture;

describe("mixed labels", () => {
  it.each(fixture.cases)(
    "have the loss and the gradient of PyTorch's cross-entropy on soft targets (label smoothing $labelSmoothing)",
    ({labelSmoothing, meanLoss, gradient}) => {
      const {classCount, pictures, weights, labels, partners, shares} = fixture;
      const rows = Int32Array.from(labels.keys());
      const pixels = pictures.length / rows.length;
      const network = tfl.sequential({
        layers: [
          tfl.layers.flatten({inputShape: [pixels, 1, 1]}),
          tfl.layers.dense({units: classCount, useBias: false}),
        ],
      });
      const model = wrapNetwork("linear", network);
      tf.tidy(() => network.setWeights([tf.tensor2d([...weights], [pixels, classCount])]));
      const found = gradientsOf(model, {
        images: Float32Array.from(pictures),
        labels: Uint8Array.from(labels),
        rows,
        labelSmoothing,
        fill: (target) => {
          target.set(pictures);
          return {partners: Int32Array.from(partners), shares: Float32Array.from(shares)};
        },
      });
      expect(found.loss / rows.length).toBeCloseTo(meanLoss, 5);
      expect(found.gradients[0]).toHaveLength(gradient.length);
      for (const [i, slope] of found.gradients[0]!.entries()) expect(slope).toBeCloseTo(gradient[i]!, 5);
      model.dispose();
    },
  );
});
