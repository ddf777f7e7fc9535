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

/**
 * Winograd's F(4x4, 3x3): 16 outputs of a 3x3 convolution from 36 products instead of 144, with the points 0, 1, -1, 2, -2
 * and infinity. Source: Lavin, Gray, "Fast Algorithms for Convolutional Neural Networks", CVPR 2016, section 4.2; the filter's
 * gradient is the exact transpose of the forward pass.
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

/** One line through a tile, from the values in the locals given to results; `before` and `constants` are what these rest on. */
type Lines = (
  lanes: Lanes,
  values: readonly Local[],
  local: () => Local,
) => {readonly constants: Code; readonly before: Code; readonly results: readonly Code[]};

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

function range(count: number): number[] {
  return Array.from({length: count}, (_, i) => i);
}

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

/** B^T d: six inputs to six points. */
const inputLines: Lines = (lanes, values, local) => {
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
    results: [
      lanes.add(lanes.sub(by(4, d0), by(5, d2)), d4),
      lanes.add(get(a), get(b)),
      lanes.sub(get(a), get(b)),
      lanes.add(get(c), get(d)),
      lanes.sub(get(c), get(d)),
      lanes.add(lanes.sub(by(4, d1), by(5, d3)), d5),
    ],
  };
};

/** A^T m: six points to four outputs. */
const outputLines: Lines = (lanes, values, local) => {
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
const gradientLines: Lines = (lanes, values, local) => {
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
    results: [
      y0,
      lanes.add(get(even), get(odd)),
      lanes.sub(get(even), get(odd)),
      lanes.add(get(even4), get(odd4)),
      lanes.sub(get(even4), get(odd4)),
      y3,
    ],
  };
};

/** G g: three weights to six points. */
const filterLines: Lines = (lanes, values, local) => {
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
    results: [
      by(1 / 4, g0),
      lanes.add(get(even), get(odd)),
      lanes.sub(get(even), get(odd)),
      lanes.add(get(even4), get(odd4)),
      lanes.sub(get(even4), get(odd4)),
      g2,
    ],
  };
};

/** G^T u: the transpose of {@link filterLines}. */
const filterGradientLines: Lines = (lanes, values, local) => {
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
