/** Lines along which a value is the same, for a trace of Plotly: null ends a line. */
export interface LevelLines {
  readonly x: readonly (number | null)[];
  readonly y: readonly (number | null)[];
}

/** A value at each place of a grid. */
export interface GridValues {
  /** Ascending. */
  readonly xs: readonly number[];
  /** Ascending. */
  readonly ys: readonly number[];
  /** The lowest row first, each from the left. */
  readonly at: (column: number, row: number) => number;
}

/**
 * Where the value on a grid crosses a level: marching squares, with straight lines through each cell (Lorensen and Cline, "Marching
 * cubes", 1987, in the plane). Of the two ways through a saddle it takes the one that the mean of the corners says.
 */
export function levelLines(grid: GridValues, level: number): LevelLines {
  const crossings = new Map<string, Crossing>();
  const {xs, ys, at} = grid;
  for (let j = 0; j + 1 < ys.length; j++) {
    for (let i = 0; i + 1 < xs.length; i++) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)] as const;
      for (const [from, to] of cellSegments(corners, level)) join(crossingOn(from, i, j), crossingOn(to, i, j));
    }
  }
  return asTrace(chains(crossings));

  /** Sides of a cell: 0 below, 1 right, 2 above, 3 left; neighbours share them. */
  function crossingOn(side: number, i: number, j: number): Crossing {
    const across = side % 2 === 0;
    const [column, row] = [side === 1 ? i + 1 : i, side === 2 ? j + 1 : j];
    const key = `${across} ${column} ${row}`;
    const known = crossings.get(key);
    if (known) return known;
    const [a, b] = [at(column, row), across ? at(column + 1, row) : at(column, row + 1)];
    const share = (level - a) / (b - a);
    const [x, y] = [xs[column]!, ys[row]!];
    const fresh: Crossing = {
      x: across ? x + share * (xs[column + 1]! - x) : x,
      y: across ? y : y + share * (ys[row + 1]! - y),
      neighbours: [],
    };
    crossings.set(key, fresh);
    return fresh;
  }
}

interface Crossing {
  readonly x: number;
  readonly y: number;
  readonly neighbours: Crossing[];
}

function join(a: Crossing, b: Crossing): void {
  a.neighbours.push(b);
  b.neighbours.push(a);
}

/** Pairs of sides that a line connects. @param corners from below left, counter-clockwise */
function cellSegments(corners: readonly [number, number, number, number], level: number): [number, number][] {
  const above = corners.map((value) => value >= level);
  // Side k lies between corner k and corner k + 1.
  const sides = [0, 1, 2, 3].filter((k) => above[k] !== above[(k + 1) % 4]);
  if (sides.length === 2) return [[sides[0]!, sides[1]!]];
  if (sides.length === 0) return [];
  const middle = corners.reduce((sum, value) => sum + value, 0) / 4 >= level;
  return above[0] === middle
    ? [
        [0, 1],
        [2, 3],
      ]
    : [
        [3, 0],
        [1, 2],
      ];
}

/** Walks along the lines: first those with ends, then those that close. */
function chains(crossings: ReadonlyMap<string, Crossing>): Crossing[][] {
  const left = new Set(crossings.values());
  const walkFrom = (start: Crossing): Crossing[] => {
    const chain: Crossing[] = [];
    for (let next: Crossing | undefined = start; next; next = next.neighbours.find((one) => left.has(one))) {
      chain.push(next);
      left.delete(next);
    }
    const closes = chain.length > 2 && chain.at(-1)!.neighbours.includes(start);
    return closes ? [...chain, start] : chain;
  };
  const ends = [...left].filter(({neighbours}) => neighbours.length === 1);
  const open = ends.flatMap((end) => (left.has(end) ? [walkFrom(end)] : []));
  const closed: Crossing[][] = [];
  for (const start of left) closed.push(walkFrom(start));
  return [...open, ...closed];
}

function asTrace(lines: readonly (readonly Crossing[])[]): LevelLines {
  const between = (pick: (crossing: Crossing) => number): (number | null)[] =>
    lines.flatMap((line, i) => [...(i > 0 ? [null] : []), ...line.map((crossing) => rounded(pick(crossing)))]);
  return {x: between(({x}) => x), y: between(({y}) => y)};
}

/** A thousandth of the unit is finer than any screen, and shorter in the page. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
