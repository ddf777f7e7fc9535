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
import {type Lanes, narrow, wide} from "./lanes.js";

/**
 * The inner loops of training, as WebAssembly functions. Addresses, strides and offsets are in bytes, counts at least 1.
 * Each exists as `<name>Wide` (four channels at once) and `<name>Narrow` (one).
 */
export function writeLoops(): WasmFunction[] {
  return [wide, narrow].flatMap((lanes) => [
    ...tileSizes(lanes).flatMap(([m, n]) => outer(lanes, m, n)),
    ...range(productRows).map((m) => product(lanes, m + 1)),
    columnSum(lanes),
    columnDot(lanes),
    combine(lanes, "addColumns", lanes.add),
    combine(lanes, "subtractColumns", lanes.sub),
    combine(lanes, "scaleColumns", lanes.mul),
    scaleInto(lanes),
    reluGradient(lanes),
    maxPoolGradient(lanes),
  ]);
}

/** How many rows and lane groups of a product one call of `outer` can keep in registers. */
export const outerRows = 4;
export const outerGroups = 2;

/** How many rows, and wide groups of lanes, one call of `product` keeps in registers. */
export const productRows = 4;
export const productGroups = 2;

/** Name of a function for these lanes. */
export function nameFor(name: string, {name: lanes}: Lanes): string {
  return `${name}${lanes === "wide" ? "Wide" : "Narrow"}`;
}

function tileSizes({name}: Lanes): [number, number][] {
  const groups = name === "wide" ? [outerGroups, 1] : [1];
  return groups.flatMap((n) => Array.from({length: outerRows}, (_, m): [number, number] => [m + 1, n]));
}

/** out[m, n] += sum over images, rows and columns of x[m] * y[n]: one tile of a convolution's filter gradient. */
function outer(lanes: Lanes, m: number, n: number): WasmFunction {
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
 * out[m, n] += sum over k of a[m, k] * b[k, n], for `groups` neighbouring groups of lanes n: rows of a matrix product, as
 * convolutions are made of. Goes through k four at a time, so `depth4` is a quarter of k and `rest` what is left.
 */
function product(lanes: Lanes, m: number): WasmFunction {
  const names = ["a", "b", "out", "depth4", "rest", "groups", "aRow", "bRow", "outRow"] as const;
  return writeFunction(nameFor(`product${m}`, lanes), names, (parameters, local) => {
    const {a, b, out, depth4, rest, groups, aRow, bRow, outRow} = parameters;
    const [i, j, group] = [local("i32"), local("i32"), local("i32")];
    const [bRows, to] = [local("i32"), local("i32")];
    const rows = range(m).map(() => local("i32"));
    const wideGroups = lanes.count === 4 ? range(productGroups) : [0];
    const sums = rows.map(() => wideGroups.map(() => local(lanes.type)));
    const bs = wideGroups.map(() => local(lanes.type));
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
      ...advance(b, int(bytes * wideGroups.length)),
      ...advance(out, int(bytes * wideGroups.length)),
    ]);
  });
}

/** out += sum over rows of a. */
function columnSum(lanes: Lanes): WasmFunction {
  return writeFunction(nameFor("columnSum", lanes), ["a", "out", "rows", "aRow"], (parameters, local) => {
    const {a, out, rows, aRow} = parameters;
    const sum = local(lanes.type);
    return [
      ...repeat(local("i32"), get(rows), [
        ...set(sum, lanes.add(get(sum), lanes.load(get(a)))),
        ...advance(a, get(aRow)),
      ]),
      ...addTo(lanes, out, get(sum)),
    ];
  });
}

/** out += sum over rows of a * (b - shift). */
function columnDot(lanes: Lanes): WasmFunction {
  return writeFunction(
    nameFor("columnDot", lanes),
    ["a", "b", "shift", "out", "rows", "aRow", "bRow"],
    (parameters, local) => {
      const {a, b, shift, out, rows, aRow, bRow} = parameters;
      const sum = local(lanes.type);
      const centre = local(lanes.type);
      const product = lanes.mul(lanes.load(get(a)), lanes.sub(lanes.load(get(b)), get(centre)));
      return [
        ...set(centre, lanes.load(get(shift))),
        ...repeat(local("i32"), get(rows), [
          ...set(sum, lanes.add(get(sum), product)),
          ...advance(a, get(aRow)),
          ...advance(b, get(bRow)),
        ]),
        ...addTo(lanes, out, get(sum)),
      ];
    },
  );
}

/** out = a (+, - or *) b, row by row; b is one row of `groups` groups of lanes, `rest` the bytes of a row behind them. */
function combine(lanes: Lanes, name: string, operator: Lanes["add"]): WasmFunction {
  const names = ["a", "b", "out", "rows", "groups", "rest"] as const;
  return writeFunction(nameFor(name, lanes), names, (parameters, local) => {
    const {a, b, out, rows, groups, rest} = parameters;
    const from = local("i32");
    const step = int(4 * lanes.count);
    return repeat(local("i32"), get(rows), [
      ...set(from, get(b)),
      ...repeat(local("i32"), get(groups), [
        ...lanes.store(get(out), operator(lanes.load(get(a)), lanes.load(get(from)))),
        ...[a, from, out].flatMap((pointer) => advance(pointer, step)),
      ]),
      ...[a, out].flatMap((pointer) => advance(pointer, get(rest))),
    ]);
  });
}

/** out += a * b, row by row; b is one row. */
function scaleInto(lanes: Lanes): WasmFunction {
  return writeFunction(
    nameFor("scaleInto", lanes),
    ["a", "b", "out", "rows", "aRow", "outRow"],
    (parameters, local) => {
      const {a, b, out, rows, aRow, outRow} = parameters;
      const value = local(lanes.type);
      return [
        ...set(value, lanes.load(get(b))),
        ...repeat(local("i32"), get(rows), [
          ...addTo(lanes, out, lanes.mul(lanes.load(get(a)), get(value))),
          ...advance(a, get(aRow)),
          ...advance(out, get(outRow)),
        ]),
      ];
    },
  );
}

/** dx = dy where y > 0, else 0; `count` groups of neighbouring numbers. */
function reluGradient(lanes: Lanes): WasmFunction {
  return writeFunction(nameFor("reluGradient", lanes), ["dy", "y", "dx", "count"], (parameters, local) => {
    const {dy, y, dx, count} = parameters;
    const step = int(4 * lanes.count);
    return repeat(local("i32"), get(count), [
      ...lanes.store(get(dx), lanes.whereGreater(lanes.load(get(y)), lanes.zero, lanes.load(get(dy)), lanes.zero)),
      ...[dy, y, dx].flatMap((pointer) => advance(pointer, step)),
    ]);
  });
}

/** Hands dy of one window to the first of its inputs that equals the output; `groups` neighbouring groups of channels. */
function maxPoolGradient(lanes: Lanes): WasmFunction {
  return writeFunction(
    nameFor("maxPoolGradient", lanes),
    ["x", "y", "dy", "dx", "groups", "height", "width", "rowRest", "column"],
    (parameters, local) => {
      const {x, y, dy, dx, groups, height, width, rowRest, column} = parameters;
      const [i, j, k, offset, from, to] = range(6).map(() => local("i32")) as [
        Local,
        Local,
        Local,
        Local,
        Local,
        Local,
      ];
      const [most, left, hit] = range(3).map(() => local(lanes.type)) as [Local, Local, Local];
      return repeat(i, get(groups), [
        ...set(most, lanes.load(add(get(y), get(offset)))),
        ...set(left, lanes.load(add(get(dy), get(offset)))),
        ...set(from, add(get(x), get(offset))),
        ...set(to, add(get(dx), get(offset))),
        ...repeat(j, get(height), [
          ...repeat(k, get(width), [
            ...set(hit, lanes.whereEqual(lanes.load(get(from)), get(most), get(left), lanes.zero)),
            ...addTo(lanes, to, get(hit)),
            ...set(left, lanes.sub(get(left), get(hit))),
            ...advance(from, get(column)),
            ...advance(to, get(column)),
          ]),
          ...advance(from, get(rowRest)),
          ...advance(to, get(rowRest)),
        ]),
        ...advance(offset, int(4 * lanes.count)),
      ]);
    },
  );
}

function addTo(lanes: Lanes, to: Local, value: Code, offset = 0): Code {
  return lanes.store(get(to), lanes.add(lanes.load(get(to), offset), value), offset);
}

function range(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}
