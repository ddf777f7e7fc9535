import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {receptiveField} from "../../../src/pipeline/explanation/receptiveField.js";
import {buildNetwork, type Layer} from "../../../src/pipeline/model/buildNetwork.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {toyShape} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

const side = 31;
const options = {...toyShape, inputShape: [side, side, 1] as const};

describe("receptiveField(layer)", () => {
  it("of the shallow CNN's last convolution lies on pixels 4.5, 8.5, ..., 20.5", () => {
    const model = shallowCnn({...toyShape, inputShape: [28, 28, 1]});
    const axis = {stride: 4, offset: 4.5};
    expect(receptiveField(networkOf(model).getLayer("conv3"))).toEqual([axis, axis]);
    model.dispose();
  });
  it("is where the input's weight is centred, for any chain of windows", () => {
    const window = fc.record({
      pool: fc.boolean(),
      size: fc.integer({min: 1, max: 3}),
      stride: fc.integer({min: 1, max: 2}),
      padding: fc.constantFrom("same" as const, "valid" as const),
    });
    fc.assert(
      fc.property(fc.array(window, {minLength: 1, maxLength: 3}), (windows) => {
        const chain = windows.map(({pool, size, stride, padding}, i): Layer => {
          const shared = {name: `layer${i}`, strides: stride, padding};
          return pool
            ? layers.averagePooling2d({...shared, poolSize: size})
            : layers.conv2d({...shared, filters: 1, kernelSize: size, kernelInitializer: "ones"});
        });
        const model = buildNetwork("chain", options, [...chain, layers.flatten({name: "flatten"})]);
        const network = networkOf(model);
        for (const weight of network.weights) weight.write(tf.onesLike(weight.read()));
        const last = chain.at(-1)!;
        const [, height] = last.outputShape as number[];
        const middle = Math.floor(height! / 2);
        const weights = tf.tidy(() => {
          const centre = (xs: tf.Tensor): tf.Scalar => {
            const maps = chain.reduce((map, layer) => layer.apply(map) as tf.Tensor, xs);
            return tf.sum(tf.slice(maps, [0, middle, middle, 0], [1, 1, 1, 1]));
          };
          const gradient = tf.grad(centre)(tf.zeros([1, side, side, 1]));
          return gradient.dataSync() as Float32Array;
        });
        const total = weights.reduce((sum, w) => sum + w, 0);
        const row = weights.reduce((sum, w, i) => sum + w * Math.floor(i / side), 0) / total;
        const [{stride, offset}] = receptiveField(last);
        expect(offset + stride * middle).toBeCloseTo(row, 4);
        model.dispose();
      }),
      {numRuns: 40},
    );
  });
});
