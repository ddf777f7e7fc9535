/**
 * Points of the plane in nested squares, for forces between all of them at the cost of a few hundred each (J. Barnes, P. Hut, "A
 * hierarchical O(N log N) force-calculation algorithm", Nature 324, 1986). Memory is taken once and used again by each `build`.
 */
export interface QuadTree {
  /** Puts points into the tree. @param places [count, 2] */
  build(places: Float64Array): void;
  /**
   * The sums over all other points that the gradient of t-SNE needs. With q = 1 / (1 + d^2): writes the sum of q^2 times the vector from
   * the other point into `forces`, [count, 2].
   * @param theta how wide a square may be, over its distance, to be taken as one point; in [0, 0.7], 0 is exact
   * @returns the sum of q over all ordered pairs
   */
  repel(theta: number, forces: Float64Array): number;
}

/** Points in a square that is not divided further. */
const leafSize = 6;
/** Levels of squares: points that are nearer than the plane's width over 2^16 share a leaf. */
const depth = 16;

/** Opens a tree for `count` points. */
export function openQuadTree(count: number): QuadTree {
  const keys = new Uint32Array(count);
  const order = new Int32Array(count);
  const [xs, ys] = [new Float64Array(count), new Float64Array(count)];
  let nodes = openNodes(4 * Math.max(16, count));
  let [used, side] = [0, 0];

  /** A square and all in it, before its followers: points `from` to `to` of the order, which agree in the first `level` pairs of bits. */
  const divide = (from: number, to: number, level: number): void => {
    if (used === nodes.mass.length) nodes = grown(nodes);
    const node = used++;
    const isLeaf = to - from <= leafSize || level === depth;
    nodes.from[node] = isLeaf ? from : -1;
    nodes.to[node] = to;
    nodes.mass[node] = to - from;
    nodes.square[node] = (side / 2 ** level) ** 2;
    let [x, y] = [0, 0];
    for (let i = from; i < to; i++) {
      x += xs[i]!;
      y += ys[i]!;
    }
    nodes.x[node] = x / (to - from);
    nodes.y[node] = y / (to - from);
    if (!isLeaf) {
      const shift = 2 * (depth - 1 - level);
      for (let start = from; start < to; ) {
        const quarter = (keys[start]! >>> shift) & 3;
        let end = start + 1;
        while (end < to && ((keys[end]! >>> shift) & 3) === quarter) end++;
        divide(start, end, level + 1);
        start = end;
      }
    }
    nodes.next[node] = used;
  };

  return {
    build: (places) => {
      side = arrange(places, keys, order);
      for (let i = 0; i < count; i++) {
        xs[i] = places[2 * order[i]!]!;
        ys[i] = places[2 * order[i]! + 1]!;
      }
      used = 0;
      if (count > 0) divide(0, count, 0);
    },
    repel: (theta, forces) => {
      const limit = theta * theta;
      const {x: nodeX, y: nodeY, mass, square, next, from, to} = nodes;
      let total = 0;
      for (let i = 0; i < count; i++) {
        const x = xs[i]!;
        const y = ys[i]!;
        let sum = 0;
        let forceX = 0;
        let forceY = 0;
        for (let node = 0; node < used; ) {
          const dx = x - nodeX[node]!;
          const dy = y - nodeY[node]!;
          const distance = dx * dx + dy * dy;
          if (square[node]! < limit * distance) {
            const q = 1 / (1 + distance);
            const weight = mass[node]! * q;
            sum += weight;
            forceX += weight * q * dx;
            forceY += weight * q * dy;
            node = next[node]!;
          } else if (from[node]! >= 0) {
            for (let j = from[node]!; j < to[node]!; j++) {
              if (j === i) continue;
              const ax = x - xs[j]!;
              const ay = y - ys[j]!;
              const q = 1 / (1 + ax * ax + ay * ay);
              sum += q;
              forceX += q * q * ax;
              forceY += q * q * ay;
            }
            node = next[node]!;
          } else {
            node++;
          }
        }
        total += sum;
        forces[2 * order[i]!] = forceX;
        forces[2 * order[i]! + 1] = forceY;
      }
      return total;
    },
  };
}

/** Squares in the order in which a walk from the root meets them. */
interface Nodes {
  /** The centre of its points, and how many they are. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly mass: Float64Array;
  /** Its side, squared. */
  readonly square: Float64Array;
  /** Where the walk goes on behind all that is in it. */
  readonly next: Int32Array;
  /** The points of a leaf; `from` is -1 for others. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

function openNodes(size: number): Nodes {
  const numbers = (): Float64Array => new Float64Array(size);
  const places = (): Int32Array => new Int32Array(size);
  return {x: numbers(), y: numbers(), mass: numbers(), square: numbers(), next: places(), from: places(), to: places()};
}

function grown(nodes: Nodes): Nodes {
  const larger = openNodes(2 * nodes.mass.length);
  for (const key of Object.keys(nodes) as (keyof Nodes)[]) larger[key].set(nodes[key]);
  return larger;
}

/**
 * Sorts points along Morton's curve, on which the points of each square are neighbours.
 * @param keys filled in, ascending: the bits of both coordinates by turns
 * @param order filled in: which point has which key
 * @returns the side of the square around all points
 */
function arrange(places: Float64Array, keys: Uint32Array, order: Int32Array): number {
  const count = keys.length;
  let [left, right, bottom, top] = [places[0]!, places[0]!, places[1]!, places[1]!];
  for (let i = 0; i < count; i++) {
    const [x, y] = [places[2 * i]!, places[2 * i + 1]!];
    if (x < left) left = x;
    else if (x > right) right = x;
    if (y < bottom) bottom = y;
    else if (y > top) top = y;
  }
  const side = Math.max(right - left, top - bottom);
  const cells = 2 ** depth - 1;
  const scale = side > 0 ? cells / side : 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [((places[2 * i]! - left) * scale) | 0, ((places[2 * i + 1]! - bottom) * scale) | 0];
    keys[i] = (apart(x) | (apart(y) << 1)) >>> 0;
    order[i] = i;
  }
  sortTogether(keys, order);
  return side * (1 + 2 ** (1 - depth)); // of cells / scale there is one more
}

/** The bits of a number below 2^16, each followed by a zero. */
function apart(value: number): number {
  let bits = value;
  bits = (bits | (bits << 8)) & 0x00ff00ff;
  bits = (bits | (bits << 4)) & 0x0f0f0f0f;
  bits = (bits | (bits << 2)) & 0x33333333;
  return (bits | (bits << 1)) & 0x55555555;
}

/** Sorts numbers and what belongs to them, by their digits to the base 256; equal ones stay in their order. */
function sortTogether(keys: Uint32Array, order: Int32Array): void {
  const count = keys.length;
  let fromKeys = keys;
  let toKeys: Uint32Array = new Uint32Array(count);
  let fromOrder = order;
  let toOrder: Int32Array = new Int32Array(count);
  for (let shift = 0; shift < 32; shift += 8) {
    const starts = new Int32Array(257);
    for (let i = 0; i < count; i++) starts[((fromKeys[i]! >>> shift) & 255) + 1]!++;
    for (let digit = 0; digit < 256; digit++) starts[digit + 1]! += starts[digit]!;
    for (let i = 0; i < count; i++) {
      const place = starts[(fromKeys[i]! >>> shift) & 255]!++;
      toKeys[place] = fromKeys[i]!;
      toOrder[place] = fromOrder[i]!;
    }
    [fromKeys, fromOrder, toKeys, toOrder] = [toKeys, toOrder, fromKeys, fromOrder];
  }
}
