import {
  add,
  advance,
  get,
  int,
  type Local,
  mul,
  otherwise,
  repeat,
  set,
  type WasmFunction,
  writeFunction,
} from "./assembler.js";
import {type Lanes, nameFor} from "./lanes.js";
import {range} from "./range.js";

/** Rows and groups of lanes of the tiles that loops exist for, as `multiply<rows>x<groups>Wide` and so on. */
export const tileShapes: readonly (readonly [rows: number, groups: number])[] = [
  [2, 4],
  [1, 4],
  [4, 2],
  [1, 2],
  [4, 1],
  [1, 1],
];

/**
 * One tile after another of a matrix product, out[M, N] = A[M, K] B[K, N] (added to `out` where `keep` is not zero): `tiles`
 * tiles down and `strips` across. A's number (m, k) lies at a + m aRow + k aStep, so that A may lie transposed; a strip of B is
 * one tile wide, its rows are bRow apart and strips bStrip apart. Strides in bytes, counts at least 1.
 *
 * The loop over k is not unrolled: V8 then moves all loads of a round to its front, runs out of registers and gets a third slower.
 */
export function multiplyLoop(lanes: Lanes, [m, n]: readonly [number, number]): WasmFunction {
  const names = [
    ...(["a", "b", "out", "tiles", "strips", "depth", "aRow", "aStep", "bRow", "bStrip", "outRow", "keep"] as const),
  ];
  return writeFunction(nameFor(`multiply${m}x${n}`, lanes), names, (parameters, local) => {
    const {a, b, out, tiles, strips, depth, aRow, aStep, bRow, bStrip, outRow, keep} = parameters;
    const [strip, tile, k] = [local("i32"), local("i32"), local("i32")];
    const [aTile, outTile, bRows, to] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const rows = range(m).map(() => local("i32"));
    const sums = rows.map(() => range(n).map(() => local(lanes.type)));
    const bs = range(n).map(() => local(lanes.type));
    const value = local(lanes.type);
    const bytes = 4 * lanes.count;
    const eachOut = (visit: (sum: Local, offset: number) => readonly number[]): readonly number[] => [
      ...set(to, get(outTile)),
      ...sums.flatMap((row) => [...row.flatMap((sum, g) => visit(sum, g * bytes)), ...advance(to, get(outRow))]),
    ];
    return repeat(strip, get(strips), [
      ...set(aTile, get(a)),
      ...set(outTile, get(out)),
      ...repeat(tile, get(tiles), [
        ...set(bRows, get(b)),
        ...rows.flatMap((row, r) => set(row, r === 0 ? get(aTile) : add(get(rows[r - 1]!), get(aRow)))),
        ...otherwise(get(keep), {
          yes: eachOut((sum, offset) => set(sum, lanes.load(get(to), offset))),
          no: sums.flat().flatMap((sum) => set(sum, lanes.zero)),
        }),
        ...repeat(k, get(depth), [
          ...bs.flatMap((column, g) => set(column, lanes.load(get(bRows), g * bytes))),
          ...rows.flatMap((row, r) => [
            ...set(value, lanes.loadEverywhere(get(row))),
            ...sums[r]!.flatMap((sum, g) => set(sum, lanes.add(get(sum), lanes.mul(get(value), get(bs[g]!))))),
          ]),
          ...rows.flatMap((row) => advance(row, get(aStep))),
          ...advance(bRows, get(bRow)),
        ]),
        ...eachOut((sum, offset) => lanes.store(get(to), get(sum), offset)),
        ...advance(aTile, mul(get(aRow), int(m))),
        ...advance(outTile, mul(get(outRow), int(m))),
      ]),
      ...advance(b, get(bStrip)),
      ...advance(out, int(bytes * n)),
    ]);
  });
}
