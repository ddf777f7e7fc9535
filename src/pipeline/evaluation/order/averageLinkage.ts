import {LookbookError} from "../../../core/errors.js";

/** A node of a tree of classes: a leaf, or two branches that were joined. */
export type Tree = {readonly leaf: number} | {readonly branches: readonly [Tree, Tree]; readonly height: number};

/**
 * Joins what is nearest, again and again; the distance of two groups is the mean over their pairs (UPGMA: R. Sokal, C. Michener, "A
 * statistical method for evaluating systematic relationships", 1958). On a tie, the pair that comes first.
 * @param distances [count, count], symmetric, at least 0
 * @throws LookbookError `bad-shape` where there is nothing to join, or the distances are not square
 */
export function averageLinkage(distances: readonly (readonly number[])[]): Tree {
  const count = distances.length;
  if (count === 0 || distances.some((row) => row.length !== count)) {
    throw new LookbookError("bad-shape", `averageLinkage: expected a square of distances, got ${count} rows`);
  }
  const groups = distances.map((row, leaf) => ({tree: {leaf} as Tree, size: 1, to: [...row]}));
  const alive = groups.map((_, i) => i);
  while (alive.length > 1) {
    let [a, b] = [alive[0]!, alive[1]!];
    for (const [rank, i] of alive.entries()) {
      for (const j of alive.slice(rank + 1)) if (groups[i]!.to[j]! < groups[a]!.to[b]!) [a, b] = [i, j];
    }
    const [first, second] = [groups[a]!, groups[b]!];
    const size = first.size + second.size;
    const tree: Tree = {branches: [first.tree, second.tree], height: first.to[b]!};
    const to = first.to.map((distance, k) => (first.size * distance + second.size * second.to[k]!) / size);
    groups[a] = {tree, size, to};
    for (const k of alive) groups[k]!.to[a] = to[k]!;
    alive.splice(alive.indexOf(b), 1);
  }
  return groups[alive[0]!]!.tree;
}
