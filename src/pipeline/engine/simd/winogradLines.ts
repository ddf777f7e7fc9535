import {type Code, get, type Local, set} from "./assembler.js";
import type {Lanes} from "./lanes.js";

/**
 * Winograd's F(4x4, 3x3): 16 outputs of a 3x3 convolution from 36 products instead of 144, with the points 0, 1, -1, 2, -2
 * and infinity. Source: Lavin, Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.2; the filter's
 * gradient is the exact transpose of the forward pass.
 *
 * One line through a tile, from the values in the locals given to results; `before` and `constants` are what these rest on.
 */
export type Lines = (
  lanes: Lanes,
  values: readonly Local[],
  local: () => Local,
) => {readonly constants: Code; readonly before: Code; readonly results: readonly Code[]};

/** Names for products with constants, each of which is loaded once a call. */
function scales(
  lanes: Lanes,
  local: () => Local,
): {readonly constants: number[]; by(factor: number, value: Code): Code} {
  const known = new Map<number, Local>();
  const constants: number[] = [];
  return {
    constants,
    by: (factor, value) => {
      const found = known.get(factor) ?? local();
      if (!known.has(factor)) constants.push(...set(found, lanes.constant(factor)));
      known.set(factor, found);
      return lanes.mul(value, get(found));
    },
  };
}

/** Values at the points 0, 1, -1, 2, -2 and infinity; those at x and -x are sum and difference of an even and an odd part. */
function sixPoints(
  lanes: Lanes,
  parts: {
    readonly zero: Code;
    readonly one: readonly [even: Local, odd: Local];
    readonly two: readonly [even: Local, odd: Local];
    readonly infinity: Code;
  },
): readonly Code[] {
  const both = ([even, odd]: readonly [Local, Local]): Code[] => [
    lanes.add(get(even), get(odd)),
    lanes.sub(get(even), get(odd)),
  ];
  return [parts.zero, ...both(parts.one), ...both(parts.two), parts.infinity];
}

/** B^T d: six inputs to six points. */
export const inputLines: Lines = (lanes, values, local) => {
  const [d0, d1, d2, d3, d4, d5] = values.map(get) as [Code, Code, Code, Code, Code, Code];
  const {by, constants} = scales(lanes, local);
  const [a, b, c, d] = [local(), local(), local(), local()];
  const before = [
    ...set(a, lanes.sub(d4, by(4, d2))),
    ...set(b, lanes.sub(d3, by(4, d1))),
    ...set(c, lanes.sub(d4, d2)),
    ...set(d, by(2, lanes.sub(d3, d1))),
  ];
  return {
    constants,
    before,
    results: sixPoints(lanes, {
      zero: lanes.add(lanes.sub(by(4, d0), by(5, d2)), d4),
      one: [a, b],
      two: [c, d],
      infinity: lanes.add(lanes.sub(by(4, d1), by(5, d3)), d5),
    }),
  };
};

/** A^T m: six points to four outputs. */
export const outputLines: Lines = (lanes, values, local) => {
  const [m0, m1, m2, m3, m4, m5] = values.map(get) as [Code, Code, Code, Code, Code, Code];
  const {by, constants} = scales(lanes, local);
  const [s1, e1, s2, e2] = [local(), local(), local(), local()];
  return {
    constants,
    before: [
      ...set(s1, lanes.add(m1, m2)),
      ...set(e1, lanes.sub(m1, m2)),
      ...set(s2, lanes.add(m3, m4)),
      ...set(e2, lanes.sub(m3, m4)),
    ],
    results: [
      lanes.add(lanes.add(m0, get(s1)), get(s2)),
      lanes.add(get(e1), by(2, get(e2))),
      lanes.add(get(s1), by(4, get(s2))),
      lanes.add(lanes.add(get(e1), by(8, get(e2))), m5),
    ],
  };
};

/** A y: the transpose of {@link outputLines}. */
export const gradientLines: Lines = (lanes, values, local) => {
  const [y0, y1, y2, y3] = values.map(get) as [Code, Code, Code, Code];
  const {by, constants} = scales(lanes, local);
  const [even, odd, even4, odd4] = [local(), local(), local(), local()];
  return {
    constants,
    before: [
      ...set(even, lanes.add(y0, y2)),
      ...set(odd, lanes.add(y1, y3)),
      ...set(even4, lanes.add(y0, by(4, y2))),
      ...set(odd4, lanes.add(by(2, y1), by(8, y3))),
    ],
    results: sixPoints(lanes, {zero: y0, one: [even, odd], two: [even4, odd4], infinity: y3}),
  };
};

/** G g: three weights to six points. */
export const filterLines: Lines = (lanes, values, local) => {
  const [g0, g1, g2] = values.map(get) as [Code, Code, Code];
  const {by, constants} = scales(lanes, local);
  const [even, odd, even4, odd4] = [local(), local(), local(), local()];
  return {
    constants,
    before: [
      ...set(even, by(-1 / 6, lanes.add(g0, g2))),
      ...set(odd, by(-1 / 6, g1)),
      ...set(even4, lanes.add(by(1 / 24, g0), by(1 / 6, g2))),
      ...set(odd4, by(1 / 12, g1)),
    ],
    results: sixPoints(lanes, {zero: by(1 / 4, g0), one: [even, odd], two: [even4, odd4], infinity: g2}),
  };
};

/** G^T u: the transpose of {@link filterLines}. */
export const filterGradientLines: Lines = (lanes, values, local) => {
  const [u0, u1, u2, u3, u4, u5] = values.map(get) as [Code, Code, Code, Code, Code, Code];
  const {by, constants} = scales(lanes, local);
  const [s1, s2, e1, e2] = [local(), local(), local(), local()];
  return {
    constants,
    before: [
      ...set(s1, by(-1 / 6, lanes.add(u1, u2))),
      ...set(e1, by(-1 / 6, lanes.sub(u1, u2))),
      ...set(s2, lanes.add(u3, u4)),
      ...set(e2, by(1 / 12, lanes.sub(u3, u4))),
    ],
    results: [
      lanes.add(lanes.add(by(1 / 4, u0), get(s1)), by(1 / 24, get(s2))),
      lanes.add(get(e1), get(e2)),
      lanes.add(lanes.add(get(s1), by(1 / 6, get(s2))), u5),
    ],
  };
};
