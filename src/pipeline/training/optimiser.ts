import {LookbookError} from "../../core/errors.js";

/** How gradients move the weights; the learning rate is the schedule's. */
export type Optimiser =
  /** Stochastic gradient descent. `momentum` defaults to 0.9, `nesterov` to false. */
  | {readonly kind: "sgd"; readonly momentum?: number; readonly nesterov?: boolean; readonly weightDecay?: number}
  /** Kingma, Ba, "Adam" (2015). `beta1` defaults to 0.9, `beta2` to 0.999, `epsilon` to 1e-8. */
  | {
      readonly kind: "adam";
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
      readonly weightDecay?: number;
    };

/** One weight at one step. */
export interface UpdateInput {
  /** Under this name the optimiser keeps its moments. */
  readonly name: string;
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly learningRate: number;
  /** Whether `weightDecay` (default 0) applies: matrices and convolutions, not biases. */
  readonly decays: boolean;
}

/** Gives the weights after a step; its input stays as it is. */
export type UpdateRule = (input: UpdateInput) => Float32Array;

/**
 * Opens an optimiser with empty moments. Weight decay is decoupled from the gradient (Loshchilov, Hutter, "AdamW", 2019).
 * Runs in plain loops over the numbers: the same bits on every engine, and no tensor to leak.
 */
export function openOptimiser(optimiser: Optimiser): UpdateRule {
  const {weightDecay = 0} = optimiser;
  if (!(weightDecay >= 0)) {
    throw new LookbookError(
      "bad-option",
      `optimiser ${optimiser.kind}: weightDecay must not be negative, got ${weightDecay}`,
    );
  }
  const move = optimiser.kind === "sgd" ? sgd(optimiser) : adam(optimiser);
  return (input) => {
    const kept = input.decays ? 1 - input.learningRate * weightDecay : 1;
    return move(input, kept);
  };
}

/** @param kept share of each weight that decay leaves */
type Move = (input: UpdateInput, kept: number) => Float32Array;

function sgd({momentum = 0.9, nesterov = false}: Optimiser & {kind: "sgd"}): Move {
  const velocities = new Map<string, Float32Array>();
  return ({name, weights, gradient, learningRate}, kept) => {
    const velocity = slot(velocities, name, weights.length);
    const next = new Float32Array(weights.length);
    for (let i = 0; i < next.length; i++) {
      const v = momentum * velocity[i]! + gradient[i]!;
      velocity[i] = v;
      next[i] = kept * weights[i]! - learningRate * (nesterov ? momentum * v + gradient[i]! : v);
    }
    return next;
  };
}

function adam({beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8}: Optimiser & {kind: "adam"}): Move {
  const means = new Map<string, Float32Array>();
  const squares = new Map<string, Float32Array>();
  const powers = new Map<string, readonly [number, number]>();
  return ({name, weights, gradient, learningRate}, kept) => {
    const mean = slot(means, name, weights.length);
    const square = slot(squares, name, weights.length);
    // A running product: Math.pow may differ in the last bit between versions of Node.
    const [power1, power2] = powers.get(name) ?? [1, 1];
    powers.set(name, [power1 * beta1, power2 * beta2]);
    const rate = learningRate / (1 - power1 * beta1);
    const correction = 1 / (1 - power2 * beta2);
    const next = new Float32Array(weights.length);
    for (let i = 0; i < next.length; i++) {
      const g = gradient[i]!;
      const m = beta1 * mean[i]! + (1 - beta1) * g;
      const s = beta2 * square[i]! + (1 - beta2) * g * g;
      mean[i] = m;
      square[i] = s;
      next[i] = kept * weights[i]! - (rate * m) / (Math.sqrt(s * correction) + epsilon);
    }
    return next;
  };
}

function slot(slots: Map<string, Float32Array>, name: string, length: number): Float32Array {
  const found = slots.get(name) ?? new Float32Array(length);
  slots.set(name, found);
  return found;
}
