import {LookbookError} from "../../core/errors.js";
import {isPositive, isShare, numberCheck} from "./numberCheck.js";

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
  /** Moved in place. */
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly learningRate: number;
  /** Whether `weightDecay` (default 0) applies: matrices and convolutions, not biases. */
  readonly decays: boolean;
}

/** Moves one weight by one step. */
export type UpdateRule = (input: UpdateInput) => void;

/** What an optimiser remembers of the steps before, by the name of the weight; empty before the first. */
export type Moments = Record<string, WeightMoments>;

/** What it remembers of one weight. */
export interface WeightMoments {
  /** Each as long as the weight: the velocity of `sgd`, mean and square of the gradients of `adam`. */
  readonly vectors: readonly Float32Array[];
  /** `beta1` and `beta2` of `adam` to the power of the steps so far. */
  readonly powers: readonly number[];
}

/**
 * Opens an optimiser. Weight decay is decoupled from the gradient (Loshchilov, Hutter, "AdamW", 2019).
 * Runs in plain loops over the numbers: the same bits on every engine, and no tensor to leak.
 * @param moments filled and changed as the rule is called; defaults to empty ones
 */
export function openOptimiser(optimiser: Optimiser, moments: Moments = {}): UpdateRule {
  assertOptimiser(optimiser);
  const {weightDecay = 0} = optimiser;
  const move = optimiser.kind === "sgd" ? sgd(optimiser, moments) : adam(optimiser, moments);
  return (input) => {
    const kept = input.decays ? 1 - input.learningRate * weightDecay : 1;
    move(input, kept);
  };
}

/** Checks an optimiser at the door. @throws LookbookError `bad-option` naming the value */
export function assertOptimiser(optimiser: Optimiser): void {
  const check = numberCheck(`optimiser ${optimiser.kind}`);
  check("weightDecay", optimiser.weightDecay, (x) => x >= 0 && Number.isFinite(x), "not be negative");
  switch (optimiser.kind) {
    case "sgd":
      check("momentum", optimiser.momentum, isShare, "lie in [0, 1)");
      break;
    case "adam":
      check("beta1", optimiser.beta1, isShare, "lie in [0, 1)");
      check("beta2", optimiser.beta2, isShare, "lie in [0, 1)");
      check("epsilon", optimiser.epsilon, isPositive, "be positive");
      break;
    default:
      throw new LookbookError("bad-option", `optimiser: unknown kind "${String((optimiser as Optimiser).kind)}"`);
  }
}

/** @param kept share of each weight that decay leaves */
type Move = (input: UpdateInput, kept: number) => void;

function sgd({momentum = 0.9, nesterov = false}: Optimiser & {kind: "sgd"}, moments: Moments): Move {
  return ({name, weights, gradient, learningRate}, kept) => {
    moments[name] ??= {vectors: [new Float32Array(weights.length)], powers: []};
    const [velocity] = moments[name].vectors as [Float32Array];
    for (let i = 0; i < weights.length; i++) {
      const v = momentum * velocity[i]! + gradient[i]!;
      velocity[i] = v;
      weights[i] = kept * weights[i]! - learningRate * (nesterov ? momentum * v + gradient[i]! : v);
    }
  };
}

function adam({beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8}: Optimiser & {kind: "adam"}, moments: Moments): Move {
  return ({name, weights, gradient, learningRate}, kept) => {
    const {length} = weights;
    const {vectors, powers} = moments[name] ?? {
      vectors: [new Float32Array(length), new Float32Array(length)],
      powers: [1, 1],
    };
    const [mean, square] = vectors as [Float32Array, Float32Array];
    // A running product: Math.pow may differ in the last bit between versions of Node.
    const [power1, power2] = [powers[0]! * beta1, powers[1]! * beta2];
    moments[name] = {vectors, powers: [power1, power2]};
    const rate = learningRate / (1 - power1);
    const correction = 1 / (1 - power2);
    for (let i = 0; i < length; i++) {
      const g = gradient[i]!;
      const m = beta1 * mean[i]! + (1 - beta1) * g;
      const s = beta2 * square[i]! + (1 - beta2) * g * g;
      mean[i] = m;
      square[i] = s;
      weights[i] = kept * weights[i]! - (rate * m) / (Math.sqrt(s * correction) + epsilon);
    }
  };
}
