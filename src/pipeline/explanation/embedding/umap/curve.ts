import {LookbookError} from "../../../../core/errors.js";
import {expOf, logOf} from "../../../../core/exponential.js";

/** How surely two points of the plane belong together at distance d: 1 / (1 + a d^(2b)). */
export interface Curve {
  readonly a: number;
  readonly b: number;
}

/**
 * The curve that is nearest, by least squares, to 1 up to `minimum` and then falls off exponentially: how close points may come in the plane.
 * By Levenberg and Marquardt's method from a = b = 1. Source: `find_ab_params` of umap-learn.
 * @param minimum distance, in units of the plane, in [0, 3)
 * @throws LookbookError `bad-option`
 */
export function fitCurve(minimum: number): Curve {
  if (!(minimum >= 0 && minimum < 3)) {
    throw new LookbookError("bad-option", `fitCurve: the minimal distance must lie in [0, 3), got ${minimum}`);
  }
  const samples = Array.from({length: 300}, (_, i) => {
    const x = (3 * i) / 299;
    return {logSquare: 2 * logOf(x), wanted: x < minimum ? 1 : expOf(minimum - x)};
  }).slice(1); // at 0 every curve is 1
  let curve: Curve = {a: 1, b: 1};
  let error = normalEquations(samples, curve).error;
  for (let [round, damping] = [0, 1e-3]; round < 200 && damping < 1e12; round++) {
    const {aa, ab, bb, a, b} = normalEquations(samples, curve);
    const [damped1, damped2] = [aa * (1 + damping), bb * (1 + damping)];
    const determinant = damped1 * damped2 - ab * ab;
    const next = {
      a: curve.a + (a * damped2 - b * ab) / determinant,
      b: curve.b + (b * damped1 - a * ab) / determinant,
    };
    const nextError = normalEquations(samples, next).error;
    if (nextError < error) {
      curve = next;
      error = nextError;
      damping /= 10;
    } else {
      damping *= 10;
    }
  }
  return curve;
}

interface Sample {
  readonly logSquare: number;
  readonly wanted: number;
}

/** Sums of squares and products of the slopes by a and b, of both with the residuals, and the squared error. */
function normalEquations(
  samples: readonly Sample[],
  {a, b}: Curve,
): Record<"aa" | "ab" | "bb" | "a" | "b" | "error", number> {
  const sums = {aa: 0, ab: 0, bb: 0, a: 0, b: 0, error: 0};
  for (const {logSquare, wanted} of samples) {
    const power = expOf(b * logSquare);
    const value = 1 / (1 + a * power);
    const residual = wanted - value;
    const [slopeA, slopeB] = [-value * value * power, -value * value * a * power * logSquare];
    sums.aa += slopeA * slopeA;
    sums.ab += slopeA * slopeB;
    sums.bb += slopeB * slopeB;
    sums.a += slopeA * residual;
    sums.b += slopeB * residual;
    sums.error += residual * residual;
  }
  return sums;
}
