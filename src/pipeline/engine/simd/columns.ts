import {advance, type Code, get, int, type Local, repeat, set, type WasmFunction, writeFunction} from "./assembler.js";
import {addTo, type Lanes, nameFor} from "./lanes.js";

/** Groups of lanes that a reduction walks side by side: a cache line, and as many sums that need not wait for each other. */
export const spans = [4, 1] as const;

/** out += sum over rows of a. */
export function columnSum(lanes: Lanes, span: number): WasmFunction {
  return reduction(lanes, {name: "columnSum", span, operands: 1, shifted: false}, ([a]) => get(a!));
}

/** out += sum over rows of a * (b - shift). */
export function columnDot(lanes: Lanes, span: number): WasmFunction {
  const term: Term = ([a, b], shift) => lanes.mul(get(a!), lanes.sub(get(b!), shift));
  return reduction(lanes, {name: "columnDot", span, operands: 2, shifted: true}, term);
}

/** out += sum over rows of (a - shift) squared. */
export function columnSquares(lanes: Lanes, span: number): WasmFunction {
  const term: Term = ([a], shift) => lanes.mul(lanes.sub(get(a!), shift), lanes.sub(get(a!), shift));
  return reduction(lanes, {name: "columnSquares", span, operands: 1, shifted: true}, term);
}

/** What is added up for one row, from the operands' values and the shift. */
type Term = (values: readonly Local[], shift: Code) => Code;

interface Reduction {
  readonly name: string;
  readonly span: number;
  /** Tensors of the same layout: 1 or 2. */
  readonly operands: number;
  /** Whether one row is subtracted from every row. */
  readonly shifted: boolean;
}

/** Sums over `rows` rows that are aRow and bRow bytes apart, `count` spans of neighbouring columns; results are added to `out`. */
function reduction(lanes: Lanes, {name, span, operands, shifted}: Reduction, term: Term): WasmFunction {
  const names = ["a", "b", "shift", "out", "rows", "count", "aRow", "bRow"] as const;
  return writeFunction(nameFor(`${name}${span}`, lanes), names, (parameters, local) => {
    const {a, b, shift, out, rows, count, aRow, bRow} = parameters;
    const from = [a, b].slice(0, operands);
    const cursors = from.map(() => local("i32"));
    const values = from.map(() => local(lanes.type));
    const groups = Array.from({length: span}, (_, g) => ({
      offset: 4 * g * lanes.count,
      sum: local(lanes.type),
      centre: local(lanes.type),
    }));
    return repeat(local("i32"), get(count), [
      ...cursors.flatMap((cursor, i) => set(cursor, get(from[i]!))),
      ...groups.flatMap(({offset, sum, centre}) => [
        ...set(sum, lanes.zero),
        ...(shifted ? set(centre, lanes.load(get(shift), offset)) : []),
      ]),
      ...repeat(local("i32"), get(rows), [
        ...groups.flatMap(({offset, sum, centre}) => [
          ...values.flatMap((value, i) => set(value, lanes.load(get(cursors[i]!), offset))),
          ...set(sum, lanes.add(get(sum), term(values, get(centre)))),
        ]),
        ...cursors.flatMap((cursor, i) => advance(cursor, get([aRow, bRow][i]!))),
      ]),
      ...groups.flatMap(({offset, sum}) => addTo(lanes, out, get(sum), offset)),
      ...[...from, ...(shifted ? [shift] : []), out].flatMap((p) => advance(p, int(4 * span * lanes.count))),
    ]);
  });
}

/** out = a * factor + offset, row by row, as {@link combine}; factor and offset are one row each. */
export function affine(lanes: Lanes): WasmFunction {
  const names = ["a", "factor", "offset", "out", "rows", "groups", "rest"] as const;
  return writeFunction(nameFor("affineColumns", lanes), names, (parameters, local) => {
    const {a, factor, offset, out, rows, groups, rest} = parameters;
    const [f, o] = [local("i32"), local("i32")];
    const step = int(4 * lanes.count);
    return repeat(local("i32"), get(rows), [
      ...set(f, get(factor)),
      ...set(o, get(offset)),
      ...repeat(local("i32"), get(groups), [
        ...lanes.store(get(out), lanes.add(lanes.mul(lanes.load(get(a)), lanes.load(get(f))), lanes.load(get(o)))),
        ...[a, f, o, out].flatMap((pointer) => advance(pointer, step)),
      ]),
      ...[a, out].flatMap((pointer) => advance(pointer, get(rest))),
    ]);
  });
}

/** out = a * factorA + b * factorB + offset, row by row, as {@link affine}. */
export function affineSum(lanes: Lanes): WasmFunction {
  const names = ["a", "factorA", "b", "factorB", "offset", "out", "rows", "groups", "rest"] as const;
  return writeFunction(nameFor("affineSumColumns", lanes), names, (parameters, local) => {
    const {a, factorA, b, factorB, offset, out, rows, groups, rest} = parameters;
    const [fa, fb, o] = [local("i32"), local("i32"), local("i32")];
    const step = int(4 * lanes.count);
    const product = (x: Local, y: Local): Code => lanes.mul(lanes.load(get(x)), lanes.load(get(y)));
    return repeat(local("i32"), get(rows), [
      ...set(fa, get(factorA)),
      ...set(fb, get(factorB)),
      ...set(o, get(offset)),
      ...repeat(local("i32"), get(groups), [
        ...lanes.store(get(out), lanes.add(lanes.add(product(a, fa), product(b, fb)), lanes.load(get(o)))),
        ...[a, fa, b, fb, o, out].flatMap((pointer) => advance(pointer, step)),
      ]),
      ...[a, b, out].flatMap((pointer) => advance(pointer, get(rest))),
    ]);
  });
}

/** out = a (+, - or *) b, row by row; b is one row of `groups` groups of lanes, `rest` the bytes of a row behind them. */
export function combine(lanes: Lanes, name: string, operator: Lanes["add"]): WasmFunction {
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
export function scaleInto(lanes: Lanes): WasmFunction {
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
