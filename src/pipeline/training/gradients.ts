import * as tf from "@tensorflow/tfjs-core";
import {filledTensor} from "../engine/numbers.js";
import type {Augmenter, Mix} from "../features/augment.js";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import {pictureTensor} from "../model/pictureTensor.js";
import type {CrossEntropy} from "./crossEntropy.js";
import {computeLoss, type Loss} from "./loss.js";

/** Pictures that go through the network together. */
export interface Batch {
  /** All pictures of the set, [count, height, width, channels]. */
  readonly images: Uint8Array | Float32Array;
  /** All labels of the set. */
  readonly labels: Uint8Array;
  /** The rows of this batch. */
  readonly rows: Int32Array;
  /** Defaults to cross-entropy. */
  readonly loss?: Loss;
  readonly labelSmoothing: number;
  /** Rows that the loss is the mean over, where these are a part of them; defaults to the number of `rows`. */
  readonly meanOver?: number;
  /** Writes the pictures as the network is to see them; by default they are taken as they are. */
  readonly fill?: Fill;
}

/** Writes pictures of the training set, [rows.length, height, width, channels]. @returns what they were mixed with, if with anything */
export type Fill = (pictures: Float32Array, rows: Int32Array) => ReturnType<Augmenter["fill"]>;

/** What one pass forwards and backwards through the network gives. */
export interface Pass extends Pick<CrossEntropy, "loss" | "correct"> {
  /** Milliseconds that went into gathering the pictures. */
  readonly gathering: number;
}

/** Takes d(mean loss) / d(weight) of the i-th of the network's trainable weights; the tensor is gone afterwards. */
export type TakeGradient = (gradient: tf.Tensor, i: number) => void;

/** Runs the network in training mode (dropout on, batch statistics) and differentiates the mean loss. Leaves no tensor. */
export function differentiate(model: Model, batch: Batch, take: TakeGradient): Pass {
  const {images, rows, meanOver = rows.length, fill} = batch;
  const {classCount, inputShape} = model;
  const network = networkOf(model);
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  let gathering = 0;
  let found: CrossEntropy | undefined;
  const pass = (): void => {
    const start = performance.now();
    let mix: Mix | undefined;
    const xs = fill
      ? filledTensor([rows.length, ...inputShape], (pictures) => {
          mix = fill(pictures, rows);
        })
      : pictureTensor(images, rows, inputShape);
    gathering = performance.now() - start;
    const {grads} = tf.variableGrads(() => {
      const logits = network.apply(xs, {training: true}) as tf.Tensor2D;
      const numbers = logits.dataSync() as Float32Array;
      found = lossOf(batch, {logits: numbers, classCount}, mix);
      const gradient = scaled(found.gradient, rows.length / meanOver);
      // Its gradient at the logits is the loss's, which is known in closed form; the value itself is of no use.
      return tf.sum(tf.mul(logits, tf.tensor2d(gradient, logits.shape)));
    }, variables);
    for (const [i, {name}] of variables.entries()) take(grads[name]!, i);
  };
  try {
    tf.tidy(pass);
  } catch (thrown) {
    // TensorFlow.js keeps what it saved for the way back: a heap that is full would stay full.
    for (const {saved} of tf.engine().state.activeTape ?? []) tf.dispose(saved);
    throw thrown;
  }
  return {loss: found!.loss, correct: found!.correct, gathering};
}

/** The gradients of all trainable weights as plain arrays, in the network's order, and what {@link differentiate} tells. */
export function gradientsOf(model: Model, batch: Batch): Pass & {readonly gradients: readonly Float32Array[]} {
  const gradients: Float32Array[] = [];
  const pass = differentiate(model, batch, (gradient) => {
    gradients.push((gradient.dataSync() as Float32Array).slice());
  });
  return {...pass, gradients};
}

/** On mixed labels the loss is the mean of two, each with its share: it is linear in the labels. */
function lossOf(
  {loss = {kind: "cross-entropy"}, labels, rows, labelSmoothing}: Batch,
  answers: {readonly logits: Float32Array; readonly classCount: number},
  mix: Mix | undefined,
): CrossEntropy {
  const labelsOf = (which: Int32Array): Uint8Array => Uint8Array.from(which, (row) => labels[row]!);
  const own = {...answers, labels: labelsOf(rows), labelSmoothing};
  if (!mix) return computeLoss(loss, own);
  const {partners, shares} = mix;
  const first = computeLoss(loss, {...own, rowWeights: shares});
  const second = computeLoss(loss, {...own, labels: labelsOf(partners), rowWeights: shares.map((share) => 1 - share)});
  const gradient = first.gradient.map((slope, i) => slope + second.gradient[i]!);
  return {loss: first.loss + second.loss, correct: first.correct, gradient};
}

function scaled(numbers: Float32Array, factor: number): Float32Array {
  return factor === 1 ? numbers : numbers.map((x) => factor * x);
}
