import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, expect, it} from "vitest";
import {samplingFirst} from "../../../../src/pipeline/engine/native/filterGradient.js";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";

beforeAll(async () => void (await openEngine("cpu")));

it("samplingFirst(kernel) gives the kernel's gradient and never shows it a 1x1 window with a stride", () => {
  const {kernelFunc: reference} = tf.getKernel(tf.Conv2DBackpropFilter, "cpu");
  const size = fc.integer({min: 1, max: 3});
  fc.assert(
    fc.property(
      size,
      size,
      size,
      fc.constantFrom("same" as const, "valid" as const),
      fc.integer({min: 3, max: 9}),
      (window, down, right, pad, side) => {
        const shown: unknown[] = [];
        const mended = samplingFirst((call) => {
          shown.push(call.attrs?.["strides"]);
          return reference(call);
        });
        const before = tf.memory().numTensors;
        tf.tidy(() => {
          const x = tf.randomNormal([2, side, side, 3], 0, 1, "float32", 1) as tf.Tensor4D;
          const filter = tf.ones([window, window, 3, 2]) as tf.Tensor4D;
          const dy = tf.randomNormal(tf.conv2d(x, filter, [down, right], pad).shape, 0, 1, "float32", 2);
          const attrs = {strides: [down, right], pad, dataFormat: "NHWC", filterShape: filter.shape};
          const call = {inputs: {x, dy}, attrs, backend: tf.backend()} as unknown as Parameters<tf.KernelFunc>[0];
          const values = (kernel: tf.KernelFunc): Float32Array =>
            tf
              .engine()
              .makeTensorFromTensorInfo(kernel(call) as tf.TensorInfo)
              .dataSync() as Float32Array;
          const expected = values(reference);
          for (const [i, value] of values(mended).entries()) expect(value).toBeCloseTo(expected[i]!, 4);
        });
        expect(shown).toEqual([window === 1 && down * right > 1 ? 1 : [down, right]]);
        expect(tf.memory().numTensors).toBe(before);
      },
    ),
  );
});
