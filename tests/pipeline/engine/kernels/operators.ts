import * as tf from "@tensorflow/tfjs-core";
import {expect} from "vitest";
import {permutation, type Random, seeded} from "../../../../src/core/random.js";
import {expectClose, on, type Values} from "../reference.js";

/** One call of an operator: its inputs, and what is to be differentiated. */
export interface Trial {
  readonly inputs: readonly Values[];
  readonly compute: (...inputs: tf.Tensor[]) => tf.Tensor;
  /** What plain JavaScript is to compute instead, where it cannot do the same. */
  readonly reference?: (...inputs: tf.Tensor[]) => tf.Tensor;
  /** False where plain JavaScript cannot differentiate it, or does so wrongly; defaults to true. */
  readonly referenceGradient?: boolean;
}

/** Draws a call of random shapes and numbers. */
export type Operator = (random: Random) => Trial;

/**
 * Forward and gradient on WASM against plain JavaScript, and the gradient against central differences of the forward pass, on
 * random calls. The scalar that is differentiated is the output, weighed by random numbers and summed in double precision.
 */
export async function expectRight(name: string, operator: Operator, trials = 8): Promise<void> {
  for (let i = 0; i < trials; i++) {
    const random = seeded(`${name} ${i}`);
    const trial = operator(random);
    const {inputs, compute, reference = compute, referenceGradient = true} = trial;
    const output = await run(inputs, compute);
    const weights = Float32Array.from(output, () => random.normal());
    expectClose(output, (await on("cpu", inputs, reference))[0]!);
    const gradients =
      (forward: Trial["compute"]) =>
      (...tensors: tf.Tensor[]): tf.Tensor[] =>
        tf.grads((...xs: tf.Tensor[]) => {
          const y = forward(...xs);
          return tf.sum(tf.mul(y, tf.tensor(weights.slice(), y.shape)));
        })(tensors);
    const found = await on("wasm", inputs, gradients(compute));
    if (referenceGradient) {
      const expected = await on("cpu", inputs, gradients(reference));
      found.forEach((gradient, k) => {
        expectClose(gradient, expected[k]!);
      });
    }
    for (let k = 0; k < inputs.length; k++) await expectDifferences(trial, found[k]!, {input: k, weights, random});
  }
}

const step = 1e-2;

async function expectDifferences(
  {inputs, compute}: Trial,
  gradient: Float32Array,
  {input, weights, random}: {readonly input: number; readonly weights: Float32Array; readonly random: Random},
): Promise<void> {
  const size = inputs[input]!.values.length;
  const indices = permutation(size, random).slice(0, 3);
  const differences: number[] = [];
  for (const index of indices) {
    const lossAt = async (change: number): Promise<number> => {
      const moved = inputs.map(({shape, values}, k) => ({
        shape,
        values: k === input ? values.map((v, i) => (i === index ? v + change : v)) : values,
      }));
      const output = await run(moved, compute);
      return output.reduce((sum, y, i) => sum + y * weights[i]!, 0);
    };
    differences.push(((await lossAt(step)) - (await lossAt(-step))) / (2 * step));
  }
  const scale = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0.3);
  const found = indices.map((i) => gradient[i]!);
  const wrong = found.findIndex((g, i) => !(Math.abs(g - differences[i]!) <= 5e-3 * scale));
  expect(
    wrong < 0 ? "close" : `input ${input} [${indices[wrong]}] = ${found[wrong]}, difference ${differences[wrong]}`,
  ).toBe("close");
}

async function run(inputs: readonly Values[], compute: Trial["compute"]): Promise<Float32Array> {
  const [output] = await on("wasm", inputs, (...tensors) => tf.cast(compute(...tensors), "float32"));
  return output!;
}

/** A whole number from `from` to `to`. */
export function whole(random: Random, from: number, to: number): number {
  return from + random.int(to - from + 1);
}

/** One of the choices. */
export function oneOf<T>(random: Random, choices: readonly T[]): T {
  return choices[random.int(choices.length)]!;
}

/** A shape of `rank` sizes up to `most`. */
export function anyShape(random: Random, rank: number, most = 6): number[] {
  return Array.from({length: rank}, () => whole(random, 1, most));
}

/** Normal numbers. */
export function normals(random: Random, shape: readonly number[], shift = 0): Values {
  return filled(shape, () => random.normal() + shift);
}

/** Numbers from `low` to `high`, at least two steps away from every kink. */
export function between(
  random: Random,
  shape: readonly number[],
  [low, high]: readonly [number, number],
  kinks: readonly number[] = [],
): Values {
  return filled(shape, () => {
    for (;;) {
      const value = random.between(low, high);
      if (kinks.every((kink) => Math.abs(value - kink) > 2 * step)) return value;
    }
  });
}

/** Numbers that all differ by several steps, in random order, half of them negative: no maximum changes within a step. */
export function spaced(random: Random, shape: readonly number[]): Values {
  const size = shape.reduce((product, n) => product * n, 1);
  const order = permutation(size, random);
  return {shape: [...shape], values: Float32Array.from(order, (i) => (i - size / 2 + 0.9) * 5 * step)};
}

function filled(shape: readonly number[], draw: () => number): Values {
  const size = shape.reduce((product, n) => product * n, 1);
  return {shape: [...shape], values: Float32Array.from({length: size}, draw)};
}
