import * as tf from "@tensorflow/tfjs-core";
import {expect} from "vitest";
import {seeded} from "../../../src/core/random.js";

/** Numbers of a tensor as plain data, so that both engines start from the same bits. */
export interface Values {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Normal random numbers, shifted by `shift`. */
export function normal(shape: readonly number[], seed: number | string, shift = 0): Values {
  const random = seeded(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  return {shape: [...shape], values: Float32Array.from({length: size}, () => random.normal() + shift)};
}

/** Runs `compute` on one engine and takes its results out. Fails when a tensor stays behind. */
export async function on(
  backend: "wasm" | "cpu",
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const results = tf.tidy(() => {
    const outputs = compute(...inputs.map(({values, shape}) => tf.tensor(values.slice(), shape)));
    return [outputs].flat().map((output) => (output.dataSync() as Float32Array).slice());
  });
  expect(tf.memory().numTensors).toBe(before);
  return results;
}

/** Plain JavaScript is the reference: every number within 1e-4 of the largest. */
export async function expectSameOnBoth(
  inputs: readonly Values[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
): Promise<void> {
  const reference = await on("cpu", inputs, compute);
  const results = await on("wasm", inputs, compute);
  results.forEach((result, i) => {
    expectClose(result, reference[i]!);
  });
}

/** Fails unless each number is within `tolerance` times the largest expected one. */
export function expectClose(actual: Float32Array, expected: Float32Array, tolerance = 1e-4): void {
  expect(actual.length).toBe(expected.length);
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  // Written so that a NaN fails.
  const wrong = actual.findIndex((value, i) => !(Math.abs(value - expected[i]!) <= tolerance * scale));
  expect(wrong < 0 ? "close" : `[${wrong}] = ${actual[wrong]}, expected ${expected[wrong]}`).toBe("close");
}
