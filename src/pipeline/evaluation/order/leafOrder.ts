import type {Tree} from "./averageLinkage.js";

/**
 * The order of a tree's leaves, among those that turning its branches allows, in which neighbours are nearest: the least sum of
 * distances between neighbours. Of an order and its reverse, the one that begins with the lower index.
 * Source: Z. Bar-Joseph, D. Gifford, T. Jaakkola, "Fast optimal leaf ordering for hierarchical clustering" (2001).
 * @param distances [count, count], symmetric
 */
export function leafOrder(tree: Tree, distances: readonly (readonly number[])[]): number[] {
  const known = {distances, costs: distances.map((row) => row.map(() => 0))};
  fill(tree, known);
  if ("leaf" in tree) return [tree.leaf];
  const [left, right] = tree.branches.map(leavesOf) as [number[], number[]];
  const [first, last] = cheapest(left, right, (a, b) => known.costs[a]![b]!);
  const order = between(tree, [first, last], known);
  return order[0]! < order.at(-1)! ? order : order.reverse();
}

interface Known {
  readonly distances: readonly (readonly number[])[];
  /** `costs[a][b]`: of the cheapest order, with `a` and `b` at its ends, of the smallest subtree that holds both. */
  readonly costs: number[][];
}

function fill(tree: Tree, known: Known): void {
  if ("leaf" in tree) return;
  for (const branch of tree.branches) fill(branch, known);
  const {distances, costs} = known;
  const [left, right] = tree.branches;
  for (const first of leavesOf(left)) {
    const inner = otherEnds(left, first);
    // From `first` through the left branch to each leaf of the right one.
    const reach = leavesOf(right).map((next) =>
      Math.min(...inner.map((end) => costs[first]![end]! + distances[end]![next]!)),
    );
    for (const last of leavesOf(right)) {
      const starts = otherEnds(right, last);
      const places = leavesOf(right);
      const cost = Math.min(...starts.map((start) => reach[places.indexOf(start)]! + costs[start]![last]!));
      costs[first]![last] = cost;
      costs[last]![first] = cost;
    }
  }
}

/** The order of a subtree between two leaves of different branches. */
function between(tree: Tree, [first, last]: readonly [number, number], known: Known): number[] {
  if ("leaf" in tree) return [tree.leaf];
  const [left, right] = tree.branches;
  if (!leavesOf(left).includes(first)) return between(tree, [last, first], known).reverse();
  const {distances, costs} = known;
  const [end, start] = cheapest(
    otherEnds(left, first),
    otherEnds(right, last),
    (a, b) => costs[first]![a]! + distances[a]![b]! + costs[b]![last]!,
  );
  return [...between(left, [first, end], known), ...between(right, [start, last], known)];
}

/** Leaves that may stand at the other end of a subtree's order. */
function otherEnds(tree: Tree, end: number): number[] {
  if ("leaf" in tree) return [tree.leaf];
  const [left, right] = tree.branches.map(leavesOf) as [number[], number[]];
  return left.includes(end) ? right : left;
}

function cheapest(
  left: readonly number[],
  right: readonly number[],
  cost: (a: number, b: number) => number,
): [number, number] {
  let best: [number, number] = [left[0]!, right[0]!];
  for (const a of left) for (const b of right) if (cost(a, b) < cost(...best)) best = [a, b];
  return best;
}

function leavesOf(tree: Tree): number[] {
  return "leaf" in tree ? [tree.leaf] : tree.branches.flatMap(leavesOf);
}
