import {advance, get, int, repeat, set, type WasmFunction, writeFunction} from "./assembler.js";
import {addTo, type Lanes, nameFor} from "./lanes.js";

/** out += sum over rows of a. */
export function columnSum(lanes: Lanes): WasmFunction {
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
export function columnDot(lanes: Lanes): WasmFunction {
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
