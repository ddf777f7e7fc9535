import {advance, get, repeat, set, type WasmFunction, writeFunction} from "./assembler.js";
import {addTo, type Lanes, nameFor} from "./lanes.js";
import {range} from "./range.js";

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
