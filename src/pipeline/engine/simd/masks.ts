import {add, advance, get, int, repeat, set, type WasmFunction, writeFunction} from "./assembler.js";
import {addTo, type Lanes, nameFor} from "./lanes.js";

/** dx = dy where y > 0, else 0; `count` groups of neighbouring numbers. */
export function reluGradient(lanes: Lanes): WasmFunction {
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
export function maxPoolGradient(lanes: Lanes): WasmFunction {
  return writeFunction(
    nameFor("maxPoolGradient", lanes),
    ["x", "y", "dy", "dx", "groups", "height", "width", "rowRest", "column"],
    (parameters, local) => {
      const {x, y, dy, dx, groups, height, width, rowRest, column} = parameters;
      const [i, j, k] = [local("i32"), local("i32"), local("i32")];
      const [offset, from, to] = [local("i32"), local("i32"), local("i32")];
      const [most, left, hit] = [local(lanes.type), local(lanes.type), local(lanes.type)];
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
