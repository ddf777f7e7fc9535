import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../../../core/errors.js";
import {type ProgressFactory, silent} from "../../../../core/progress.js";
import {type Neighbours, nearestOf, nearestPoints} from "../nearest/nearestPoints.js";
import {assertPoints, type Points} from "../points.js";
import {principalPlane} from "../principal.js";
import {affinities} from "./affinities.js";
import {tsneDivergence, tsneGradient} from "./gradient.js";
import {openQuadTree} from "./quadTree.js";

/** Options for {@link tsne}. */
export interface TsneOptions {
  /** Effective number of neighbours, above 1; defaults to 30, or to a third of the other points where they are few. */
  readonly perplexity?: number;
  /** Known nearest neighbours, at least three for each of the perplexity; found where they are not given. */
  readonly neighbours?: Neighbours;
  /** Rounds with exaggerated affinities, and after them; default to 250 and 500. */
  readonly rounds?: readonly [exaggerated: number, plain: number];
  /** What affinities are multiplied by at first; defaults to 12. */
  readonly exaggeration?: number;
  /** Of the tree, in [0, 0.7]; 0 is exact. Defaults to 0.5. */
  readonly theta?: number;
  /** Threads that look for neighbours; 0 computes on the calling thread. Defaults to 0. They change no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  /** Ends it between two rounds. */
  readonly signal?: AbortSignal;
}

/** Points laid out in the plane. */
export interface TsnePlane {
  /** [count, 2] */
  readonly places: Float64Array;
  /** What was minimised, in nats; 0 where near and far are the same in both. */
  readonly divergence: number;
}

/**
 * Lays out points in the plane so that neighbours stay neighbours: t-SNE by Barnes and Hut's tree. It begins at the two principal
 * components, learns at the rate of n / 12, and draws no random number. It uses no function whose last bits depend on the machine.
 * Sources: L. van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15 (2014); A. Belkina et al., "Automated optimized
 * parameters for t-SNE", Nature Communications 10 (2019); D. Kobak, P. Berens, "The art of using t-SNE", ibid.
 * @throws LookbookError `bad-shape`, `bad-data` for numbers that are no points, or fewer than 4; `bad-option`; `interrupted`
 */
export async function tsne(points: Points, options: TsneOptions = {}): Promise<TsnePlane> {
  assertPoints("tsne", points, 4);
  const {count} = points;
  const {perplexity = Math.min(30, (count - 1) / 3), rounds = [250, 500], exaggeration = 12, theta = 0.5} = options;
  const {workers = 0, progress = silent, signal} = options;
  if (!(theta >= 0 && theta <= 0.7))
    throw new LookbookError("bad-option", `tsne: theta must lie in [0, 0.7], got ${theta}`);
  if (!(perplexity > 1 && perplexity <= (count - 1) / 3)) {
    throw new LookbookError(
      "bad-option",
      `tsne: the perplexity must be above 1 and at most a third of the ${count - 1} other points, got ${perplexity}`,
    );
  }
  const size = Math.min(count - 1, Math.ceil(3 * perplexity));
  const known = options.neighbours ?? (await nearestPoints(points, {size, workers, progress, ...(signal && {signal})}));
  const weights = affinities(nearestOf(known, size), perplexity);
  const places = startOf(points);
  const tree = openQuadTree(count);
  const gradient = new Float64Array(2 * count);
  const descend = openDescent(places, count / exaggeration / 4);
  const [early, late] = rounds;
  const line = progress("t-SNE", "rounds");
  try {
    for (let round = 0; round < early + late; round++) {
      if (signal?.aborted) {
        throw new LookbookError("interrupted", `tsne was interrupted after ${round} of ${early + late} rounds`);
      }
      const isEarly = round < early;
      tsneGradient(weights, places, gradient, {theta, tree, exaggeration: isEarly ? exaggeration : 1});
      descend(gradient, isEarly ? 0.5 : 0.8);
      line.update(round + 1, early + late);
      await setImmediate(); // timers and signals get their turn
    }
    line.end();
  } catch (thrown) {
    line.end("stopped");
    throw thrown;
  }
  const total = tsneGradient(weights, places, gradient, {theta, tree});
  return {places, divergence: tsneDivergence(weights, places, total)};
}

/** The principal plane, shrunk until the first axis deviates by 0.0001: so near that all points feel all others. */
function startOf(points: Points): Float64Array {
  const plane = principalPlane(points);
  let squares = 0;
  for (let i = 0; i < plane.length; i += 2) squares += plane[i]! * plane[i]!;
  const deviation = Math.sqrt(squares / points.count);
  return deviation > 0 ? plane.map((x) => (x / deviation) * 1e-4) : plane;
}

/**
 * Gradient descent with momentum and a gain for each coordinate, which grows while its direction stays (R. Jacobs, "Increased rates of
 * convergence through learning rate adaptation", Neural Networks 1, 1988).
 * @param rate for the gradient with its factor of 4, which other programs leave out
 */
function openDescent(places: Float64Array, rate: number): (gradient: Float64Array, momentum: number) => void {
  const speed = new Float64Array(places.length);
  const gains = new Float64Array(places.length).fill(1);
  return (gradient, momentum) => {
    for (let k = 0; k < places.length; k++) {
      const slope = gradient[k]!;
      const turns = slope * speed[k]! > 0;
      const gain = turns ? gains[k]! * 0.8 : gains[k]! + 0.2;
      gains[k] = gain < 0.01 ? 0.01 : gain;
      speed[k] = momentum * speed[k]! - rate * gains[k]! * slope;
      places[k]! += speed[k]!;
    }
  };
}
