import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../../../core/errors.js";
import {expOf, logOf} from "../../../../core/exponential.js";
import {type ProgressFactory, silent} from "../../../../core/progress.js";
import {type Random, seeded} from "../../../../core/random.js";
import {type Neighbours, nearestOf, nearestPoints} from "../nearest/nearestPoints.js";
import {assertPoints, type Points} from "../points.js";
import {principalPlane} from "../principal.js";
import type {Weights} from "../sparse.js";
import {type Curve, fitCurve} from "./curve.js";
import {fuzzyGraph} from "./fuzzyGraph.js";
import {tabulated} from "./tabulated.js";

/** Options for {@link umap}. */
export interface UmapOptions {
  /** Neighbours of each point, itself among them as in umap-learn; defaults to 15, or to all points where they are fewer. */
  readonly size?: number;
  /** How close points may come in the plane, in [0, 3); defaults to 0.1. */
  readonly minimalDistance?: number;
  /** Defaults to 500 up to 10,000 points and to 200 beyond. */
  readonly epochs?: number;
  /** Points that each pair of neighbours is pushed away from; defaults to 5. */
  readonly negatives?: number;
  /** Known nearest neighbours, at least `size` less one; found where they are not given. */
  readonly neighbours?: Neighbours;
  /** Draws the points to be pushed away; defaults to 0. */
  readonly seed?: number | string;
  /** Threads that look for neighbours; 0 computes on the calling thread. Defaults to 0. They change no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  /** Ends it between two epochs. */
  readonly signal?: AbortSignal;
}

/**
 * Lays out points in the plane by UMAP, from their two principal components. It uses no function whose last bits depend on the machine.
 * Sources: L. McInnes, J. Healy, J. Melville (arXiv:1802.03426) and their umap-learn; D. Kobak, G. Linderman, "Initialization is critical
 * for preserving global data structure in both t-SNE and UMAP", Nature Biotechnology 39 (2021).
 * @returns [count, 2]
 * @throws LookbookError `bad-shape`, `bad-data` for numbers that are no points, or fewer than 3; `bad-option`; `interrupted`
 */
export async function umap(points: Points, options: UmapOptions = {}): Promise<Float64Array> {
  assertPoints("umap", points, 3);
  const {count} = points;
  const {
    size = Math.min(15, count),
    minimalDistance = 0.1,
    epochs = count <= 10_000 ? 500 : 200,
    negatives = 5,
  } = options;
  const {seed = 0, workers = 0, progress = silent, signal} = options;
  if (!(Number.isInteger(size) && size >= 3 && size <= count)) {
    throw new LookbookError("bad-option", `umap: size must be a whole number from 3 to ${count}, got ${size}`);
  }
  if (![epochs, negatives].every((value) => Number.isInteger(value) && value >= 1)) {
    throw new LookbookError(
      "bad-option",
      `umap: epochs and negatives must be whole numbers of at least 1, got ${epochs} and ${negatives}`,
    );
  }
  const curve = fitCurve(minimalDistance);
  const more = {workers, progress, ...(signal && {signal})};
  const known = options.neighbours ?? (await nearestPoints(points, {size: size - 1, ...more}));
  const random = seeded(seed).fork("umap");
  const places = startOf(points, random.fork("start"));
  const move = openEpochs(fuzzyGraph(nearestOf(known, size - 1)), places, {curve, epochs, negatives, random});
  const line = progress("UMAP", "epochs");
  try {
    for (let epoch = 0; epoch < epochs; epoch++) {
      if (signal?.aborted) {
        throw new LookbookError("interrupted", `umap was interrupted after ${epoch} of ${epochs} epochs`);
      }
      move(epoch);
      line.update(epoch + 1, epochs);
      await setImmediate(); // timers and signals get their turn
    }
    line.end();
  } catch (thrown) {
    line.end("stopped");
    throw thrown;
  }
  return places;
}

/** The principal plane with each axis stretched from 0 to 10, and equal points a little apart. */
function startOf(points: Points, random: Random): Float64Array {
  const plane = principalPlane(points);
  const [low, high] = [
    new Float64Array(2).fill(Number.POSITIVE_INFINITY),
    new Float64Array(2).fill(Number.NEGATIVE_INFINITY),
  ];
  plane.forEach((value, i) => {
    low[i % 2] = Math.min(low[i % 2]!, value);
    high[i % 2] = Math.max(high[i % 2]!, value);
  });
  return plane.map((value, i) => {
    const span = high[i % 2]! - low[i % 2]!;
    return (span > 0 ? (10 * (value - low[i % 2]!)) / span : 0) + random.between(-1e-4, 1e-4);
  });
}

interface Epochs {
  readonly curve: Curve;
  readonly epochs: number;
  readonly negatives: number;
  readonly random: Random;
}

/**
 * Stochastic gradient descent: a pair of neighbours is drawn together the more often, the surer it belongs together, and each time one of the two is
 * pushed away from some points drawn at random; the steps shrink evenly to nothing.
 */
function openEpochs(
  graph: Weights,
  places: Float64Array,
  {curve, epochs, negatives, random}: Epochs,
): (epoch: number) => void {
  const {heads, tails, intervals} = pairsOf(graph, epochs);
  const due = intervals.slice();
  const pushDue = intervals.map((interval) => interval / negatives);
  const {attraction, repulsion} = forcesOf(curve);
  const {count} = graph;
  return (epoch) => {
    const rate = 1 - epoch / epochs;
    for (let pair = 0; pair < heads.length; pair++) {
      if (due[pair]! > epoch) continue;
      const [i, j] = [2 * heads[pair]!, 2 * tails[pair]!];
      let x = places[i]!;
      let y = places[i + 1]!;
      const dx = x - places[j]!;
      const dy = y - places[j + 1]!;
      const distance = dx * dx + dy * dy;
      if (distance > 0) {
        const pull = attraction(distance);
        const stepX = clipped(pull * dx) * rate;
        const stepY = clipped(pull * dy) * rate;
        x += stepX;
        y += stepY;
        places[j]! -= stepX;
        places[j + 1]! -= stepY;
      }
      due[pair]! += intervals[pair]!;
      const every = intervals[pair]! / negatives;
      const pushes = Math.floor((epoch - pushDue[pair]!) / every);
      for (let push = 0; push < pushes; push++) {
        const other = 2 * random.int(count);
        if (other === i) continue; // its own place, which is behind
        const awayX = x - places[other]!;
        const awayY = y - places[other + 1]!;
        const apart = awayX * awayX + awayY * awayY;
        if (apart === 0) continue;
        const force = repulsion(apart);
        x += clipped(force * awayX) * rate;
        y += clipped(force * awayY) * rate;
      }
      pushDue[pair]! += pushes * every;
      places[i] = x;
      places[i + 1] = y;
    }
  };
}

/** The derivatives of log(1 / (1 + a d^2b)) and of the logarithm of its complement, over the vector between the points; by d^2. */
function forcesOf({a, b}: Curve): Record<"attraction" | "repulsion", (square: number) => number> {
  const power = (square: number): number => expOf(b * logOf(square));
  return {
    attraction: tabulated((square) => (-2 * a * b * power(square)) / (square * (1 + a * power(square)))),
    repulsion: tabulated((square) => (2 * b) / ((0.001 + square) * (1 + a * power(square)))),
  };
}

function clipped(value: number): number {
  return value > 4 ? 4 : value < -4 ? -4 : value;
}

interface Pairs {
  readonly heads: Int32Array;
  readonly tails: Int32Array;
  /** Epochs from one turn of a pair to its next. */
  readonly intervals: Float64Array;
}

/** Each pair both ways; those whose turn would never come are left out. */
function pairsOf({count, starts, columns, values}: Weights, epochs: number): Pairs {
  const most = values.reduce((greatest, value) => Math.max(greatest, value), 0);
  const rows = new Int32Array(columns.length);
  for (let i = 0; i < count; i++) rows.fill(i, starts[i]!, starts[i + 1]!);
  const often = Int32Array.from(columns.keys()).filter((entry) => values[entry]! >= most / epochs);
  return {
    heads: often.map((entry) => rows[entry]!),
    tails: often.map((entry) => columns[entry]!),
    intervals: Float64Array.from(often, (entry) => most / values[entry]!),
  };
}
