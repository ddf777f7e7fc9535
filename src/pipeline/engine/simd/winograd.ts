import {
  add,
  advance,
  type Code,
  get,
  int,
  type Local,
  mul,
  repeat,
  set,
  type WasmFunction,
  writeFunction,
} from "./assembler.js";
import {type Lanes, nameFor} from "./lanes.js";
import {range} from "./range.js";
import {filterGradientLines, filterLines, gradientLines, inputLines, type Lines, outputLines} from "./winogradLines.js";

/**
 * The transforms of Winograd's way over whole rows of tiles; `winogradLines.ts` has what happens along one line of a tile.
 *
 * Each function transforms tiles in both directions, all channels (`groups` of lanes), column by column into `scratch` and row
 * by row from there. "Plane" is the distance of two of the 36 points, the other strides are as named; all in bytes.
 */
export function winogradLoops(lanes: Lanes): WasmFunction[] {
  return [
    tiles(lanes, {name: "winogradInput", inner: 6, outer: 6, lines: inputLines, planes: "out"}),
    tiles(lanes, {name: "winogradOutput", inner: 6, outer: 4, lines: outputLines, planes: "in"}),
    tiles(lanes, {name: "winogradOutputFused", inner: 6, outer: 4, lines: outputLines, planes: "in", fused: true}),
    tiles(lanes, {name: "winogradGradient", inner: 4, outer: 6, lines: gradientLines, planes: "out"}),
    tiles(lanes, {name: "winogradFilter", inner: 3, outer: 6, lines: filterLines, planes: "out"}),
    tiles(lanes, {name: "winogradFilterGradient", inner: 6, outer: 3, lines: filterGradientLines, planes: "in"}),
  ];
}

interface Transform {
  readonly name: string;
  /** Length of a line before. */
  readonly inner: number;
  /** Length of a line after. */
  readonly outer: number;
  readonly lines: Lines;
  /** Which side lies in planes, one for each of the 36 points; the other side is pictures or filters. */
  readonly planes: "in" | "out";
  /** Adds a bias for each channel and keeps results between two limits: two more parameters, the addresses of these. */
  readonly fused?: boolean;
}

/**
 * `tiles` neighbouring tiles. On the side of planes, a tile is `planeTile` bytes from the next, and a point `plane` from the next;
 * on the side of pictures, a tile is `pictureTile` from the next, a column `column` and a row `row`. Groups of channels are neighbours.
 */
function tiles(lanes: Lanes, {name, inner, outer, lines, planes, fused = false}: Transform): WasmFunction {
  const names = [
    "from",
    "to",
    "scratch",
    "tiles",
    "groups",
    "plane",
    "planeTile",
    "row",
    "column",
    "pictureTile",
  ] as const;
  const more = fused ? (["bias", "limits"] as const) : [];
  return writeFunction(nameFor(name, lanes), [...names, ...more], (parameters, local) => {
    const {
      from,
      to,
      scratch,
      tiles: count,
      groups,
      plane,
      planeTile,
      row,
      column,
      pictureTile,
      bias,
      limits,
    } = parameters;
    const [tile, group, line, offset] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const [source, target, at, cursor] = [local("i32"), local("i32"), local("i32"), local("i32")];
    const planeRow = local("i32");
    const values = range(inner).map(() => local(lanes.type));
    const {constants, before, results} = lines(lanes, values, () => local(lanes.type));
    const [shift, least, most] = [local(lanes.type), local(lanes.type), local(lanes.type)];
    const limited = (value: Code): Code =>
      fused ? lanes.atMost(lanes.atLeast(lanes.add(value, get(shift)), get(least)), get(most)) : value;
    const planar = {row: planeRow, column: plane, tile: planeTile};
    const pictorial = {row, column, tile: pictureTile};
    const [input, output] = planes === "in" ? [planar, pictorial] : [pictorial, planar];
    const down = [
      ...eachDynamic(values.length, {from: source, by: input.row, cursor}, (i, address) =>
        set(values[i]!, lanes.load(address)),
      ),
      ...before,
      ...results.flatMap((result, i) => lanes.store(get(at), result, i * inner * cell)),
      ...advance(source, get(input.column)),
      ...advance(at, int(cell)),
    ];
    const across = [
      ...values.flatMap((value, i) => set(value, lanes.load(get(at), i * cell))),
      ...before,
      ...eachDynamic(outer, {from: target, by: output.column, cursor}, (i, address) =>
        lanes.store(address, limited(results[i]!)),
      ),
      ...advance(target, get(output.row)),
      ...advance(at, int(inner * cell)),
    ];
    return [
      ...constants,
      ...(fused
        ? [...set(least, lanes.loadEverywhere(get(limits))), ...set(most, lanes.loadEverywhere(get(limits), 4))]
        : []),
      ...set(planeRow, mul(get(plane), int(6))),
      ...repeat(tile, get(count), [
        ...set(offset, int(0)),
        ...repeat(group, get(groups), [
          ...set(source, add(get(from), get(offset))),
          ...set(at, get(scratch)),
          ...(fused ? set(shift, lanes.load(add(get(bias), get(offset)))) : []),
          ...repeat(line, int(inner), down),
          ...set(at, get(scratch)),
          ...set(target, add(get(to), get(offset))),
          ...repeat(line, int(outer), across),
          ...advance(offset, int(4 * lanes.count)),
        ]),
        ...advance(from, get(input.tile)),
        ...advance(to, get(output.tile)),
      ]),
    ];
  });
}

/** Bytes of one value in the scratch, wide enough for either lanes; a tile needs 36 of them. */
const cell = 16;

/** Visits `count` addresses that are `by` apart, from `from` on. */
function eachDynamic(
  count: number,
  {from, by, cursor}: {readonly from: Local; readonly by: Local; readonly cursor: Local},
  visit: (i: number, address: Code) => Code,
): Code {
  return range(count).flatMap((i) => [
    ...(i === 0 ? set(cursor, get(from)) : advance(cursor, get(by))),
    ...visit(i, get(cursor)),
  ]);
}
