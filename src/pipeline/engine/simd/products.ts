import {
  add,
  advance,
  type Code,
  get,
  int,
  type Local,
  repeat,
  set,
  type WasmFunction,
  when,
  writeFunction,
} from "./assembler.js";
import {addTo, type Lanes, nameFor} from "./lanes.js";

/** Rows and wide groups of a product that fit the registers: loops on tiles exist for up to so many, as `<name><m>x<n>`. */
export const tileRows = 4;
export const tileGroups = 2;

/** The tiles there are: rows and groups of lanes. */
export function tileSizes({name}: Lanes): [number, number][] {
  const groups = name === "wide" ? [tileGroups, 1] : [1];
  return groups.flatMap((n) => Array.from({length: tileRows}, (_, m): [number, number] => [m + 1, n]));
}

/** out[m, n] += sum over images, rows and columns of x[m] * y[n]: one tile of a convolution's filter gradient. */
export function outer(lanes: Lanes, m: number, n: number): WasmFunction {
  const name = nameFor(`outer${m}x${n}`, lanes);
  return writeFunction(
    name,
    ["x", "y", "out", "images", "rows", "columns", "xColumn", "xRowRest", "xImageRest", "yColumn", "outRow"],
    (parameters, local) => {
      const {x, y, out, images, rows, columns, xColumn, xRowRest, xImageRest, yColumn, outRow} = parameters;
      const [i, j, k] = [local("i32"), local("i32"), local("i32")];
      const sums = range(m).map(() => range(n).map(() => local(lanes.type)));
      const ys = range(n).map(() => local(lanes.type));
      const value = local(lanes.type);
      return [
        ...repeat(i, get(images), [
          ...repeat(j, get(rows), [
            ...repeat(k, get(columns), [
              ...ys.flatMap((to, g) => set(to, lanes.load(get(y), 4 * g * lanes.count))),
              ...sums.flatMap((row, r) => [
                ...set(value, lanes.loadEverywhere(get(x), 4 * r)),
                ...row.flatMap((sum, g) => set(sum, lanes.add(get(sum), lanes.mul(get(value), get(ys[g]!))))),
              ]),
              ...advance(x, get(xColumn)),
              ...advance(y, get(yColumn)),
            ]),
            ...advance(x, get(xRowRest)),
          ]),
          ...advance(x, get(xImageRest)),
        ]),
        ...sums.flatMap((row) => [
          ...row.flatMap((sum, g) => addTo(lanes, out, get(sum), 4 * g * lanes.count)),
          ...advance(out, get(outRow)),
        ]),
      ];
    },
  );
}

/**
 * out[m, n] += sum over k of a[m, k] * b[k, n], for `groups` neighbouring tiles: rows of a matrix product, as
 * convolutions are made of. Goes through k four at a time, so `depth4` is a quarter of k and `rest` what is left.
 */
export function product(lanes: Lanes, m: number, n: number): WasmFunction {
  const names = ["a", "b", "out", "depth4", "rest", "groups", "aRow", "bRow", "outRow"] as const;
  return writeFunction(nameFor(`product${m}x${n}`, lanes), names, (parameters, local) => {
    const {a, b, out, depth4, rest, groups, aRow, bRow, outRow} = parameters;
    const [i, j, group] = [local("i32"), local("i32"), local("i32")];
    const [bRows, to] = [local("i32"), local("i32")];
    const rows = range(m).map(() => local("i32"));
    const sums = rows.map(() => range(n).map(() => local(lanes.type)));
    const bs = range(n).map(() => local(lanes.type));
    const value = local(lanes.type);
    const bytes = 4 * lanes.count;
    const stepAt = (k: number): Code => [
      ...bs.flatMap((to, g) => set(to, lanes.load(get(bRows), g * bytes))),
      ...advance(bRows, get(bRow)),
      ...rows.flatMap((row, r) => [
        ...set(value, lanes.loadEverywhere(get(row), 4 * k)),
        ...sums[r]!.flatMap((sum, g) => set(sum, lanes.add(get(sum), lanes.mul(get(value), get(bs[g]!))))),
      ]),
    ];
    const stepsOf = (count: number): Code => [
      ...range(count).flatMap(stepAt),
      ...rows.flatMap((row) => advance(row, int(4 * count))),
    ];
    const eachOut = (visit: (sum: Local, offset: number) => Code): Code => [
      ...set(to, get(out)),
      ...sums.flatMap((row) => [...row.flatMap((sum, g) => visit(sum, g * bytes)), ...advance(to, get(outRow))]),
    ];
    return repeat(group, get(groups), [
      ...set(bRows, get(b)),
      ...rows.flatMap((row, r) => set(row, r === 0 ? get(a) : add(get(rows[r - 1]!), get(aRow)))),
      ...eachOut((sum, offset) => set(sum, lanes.load(get(to), offset))),
      ...when(get(depth4), repeat(i, get(depth4), stepsOf(4))),
      ...when(get(rest), repeat(j, get(rest), stepsOf(1))),
      ...eachOut((sum, offset) => lanes.store(get(to), get(sum), offset)),
      ...advance(b, int(bytes * n)),
      ...advance(out, int(bytes * n)),
    ]);
  });
}

function range(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}
