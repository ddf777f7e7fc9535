import {cosPi} from "../../core/cosPi.js";
import {LookbookError} from "../../core/errors.js";
import {permutation, type Random} from "../../core/random.js";

/** Points of the plane with their class: 0 the upper, outer moon, 1 the lower, inner one. */
export interface Moons {
  /** [count, 2]: x and y. */
  readonly points: Float32Array;
  /** [count]. */
  readonly labels: Uint8Array;
}

/** Options for {@link drawMoons}. */
export interface DrawMoonsOptions {
  /** Standard deviation of the normal noise that is added to x and y, at least 0; defaults to 0.1. The moons' radius is 1. */
  readonly noise?: number;
  /** Draws order and noise, each from a stream of its own: another noise moves the same points further. */
  readonly random: Random;
}

/**
 * Two interleaved half circles in random order, as scikit-learn's `make_moons` has them: evenly spaced on the upper half of the unit
 * circle, and on the lower half of one about (1, 0.5). An odd point goes to the inner moon.
 * @param count of all points together, at least 2
 * @throws LookbookError `bad-option` naming the value
 */
export function drawMoons(count: number, {noise = 0.1, random}: DrawMoonsOptions): Moons {
  if (!Number.isInteger(count) || count < 2) {
    throw new LookbookError("bad-option", `moons: count must be a whole number of at least 2, got ${count}`);
  }
  assertNoise(noise);
  const outer = Math.floor(count / 2);
  const points = new Float32Array(2 * count);
  const labels = new Uint8Array(count);
  const jitter = random.fork("noise");
  permutation(count, random.fork("order")).forEach((place, i) => {
    const label = place < outer ? 0 : 1;
    const [x, y] = label === 0 ? onOuter(place / (outer - 1)) : onInner((place - outer) / (count - outer - 1));
    points[2 * i] = x + noise * jitter.normal();
    points[2 * i + 1] = y + noise * jitter.normal();
    labels[i] = label;
  });
  return {points, labels};
}

/** @throws LookbookError `bad-option` for a noise that is no finite number of at least 0 */
export function assertNoise(noise: number): void {
  if (noise >= 0 && Number.isFinite(noise)) return;
  throw new LookbookError("bad-option", `moons: noise must be a finite number of at least 0, got ${noise}`);
}

/** @param share of the way along the moon, in [0, 1]; a moon of one point has it at its start */
function onOuter(share: number): [number, number] {
  const turn = share || 0;
  return [cosPi(turn), cosPi(Math.abs(0.5 - turn))];
}

function onInner(share: number): [number, number] {
  const [x, y] = onOuter(share);
  return [1 - x, 0.5 - y];
}
