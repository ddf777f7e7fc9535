import * as tf from "@tensorflow/tfjs-core";
import {input, layers, type SymbolicTensor} from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {buildNetwork, type Layer} from "../../../src/pipeline/model/buildNetwork.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {receptiveField} from "../../../src/pipeline/model/receptiveField.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {useTestEngine} from "../testEngine.js";
import {toyShape} from "./toySet.js";

beforeAll(useTestEngine);

const side = 31;
const options = {...toyShape, inputShape: [side, side, 1] as const};

describe("receptiveField(layer)", () => {
  it("of the shallow CNN's last convolution lies on pixels 4.5, 8.5, ..., 20.5", () => {
    const model = shallowCnn({...toyShape, inputShape: [28, 28, 1]});
    // 3, pool 2: 4, 3 every 2: 8, pool 2 every 2: 10, 3 every 4: 18.
    const axis = {size: 18, stride: 4, offset: 4.5};
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
        const [{size, stride, offset}] = receptiveField(last);
        const rows = new Set([...weights.keys()].filter((i) => weights[i]! > 0).map((i) => Math.floor(i / side)));
        // Never more rows than it says; as many where the edges are far.
        const [first, end] = [offset + stride * middle - (size - 1) / 2, offset + stride * middle + (size - 1) / 2];
        expect([...rows].every((i) => i >= first && i <= end)).toBe(true);
        if (first >= 0 && end < side) expect(rows.size).toBeLessThanOrEqual(size);
        expect(offset + stride * middle).toBeCloseTo(row, 4);
        model.dispose();
      }),
      {numRuns: 40},
    );
  });

  it("of MobileNetV1's last maps is 315 pixels, every 32 (Araujo et al. 2019, table 1)", () => {
    const chain: Layer[] = [layers.conv2d({name: "conv", filters: 1, kernelSize: 3, strides: 2, padding: "same"})];
    for (const [i, strides] of [1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1].entries()) {
      chain.push(layers.depthwiseConv2d({name: `depthwise${i}`, kernelSize: 3, strides, padding: "same"}));
      chain.push(layers.conv2d({name: `pointwise${i}`, filters: 1, kernelSize: 1}));
    }
    const model = buildNetwork("mobile", {...options, inputShape: [64, 64, 1]}, [
      ...chain,
      layers.flatten({name: "flat"}),
    ]);
    expect(receptiveField(chain.at(-1)!)[0]).toMatchObject({size: 315, stride: 32});
    model.dispose();
  });

  it("counts the branch that sees most, and none through global pooling; padding of its own moves the centre", () => {
    const image = input({shape: [8, 8, 2]});
    const margins = [
      [1, 1],
      [1, 1],
    ] as [[number, number], [number, number]];
    const padded = layers.zeroPadding2d({name: "pad", padding: margins}).apply(image) as SymbolicTensor;
    const maps = layers.conv2d({name: "conv", filters: 2, kernelSize: 3}).apply(padded) as SymbolicTensor;
    const gate = layers.globalAveragePooling2d({name: "squeeze"} as never).apply(maps) as SymbolicTensor;
    const spread = layers.reshape({name: "spread", targetShape: [1, 1, 2]}).apply(gate) as SymbolicTensor;
    const excite = layers.multiply({name: "excite"});
    const excited = excite.apply([spread, maps]) as SymbolicTensor;
    const add = layers.add({name: "add"});
    add.apply([image, excited]);
    expect(receptiveField(excite)[0]).toEqual({size: 3, stride: 1, offset: 0});
    expect(receptiveField(add)[1]).toEqual({size: 3, stride: 1, offset: 0});
  });
});
