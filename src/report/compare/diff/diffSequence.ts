/** A run of items that both sequences have, or one of them. */
export interface Edit<T> {
  readonly kind: "same" | "removed" | "added";
  readonly items: readonly T[];
}

/**
 * The shortest way from one sequence to another. Source: E. W. Myers, "An O(ND) difference algorithm and its variations",
 * Algorithmica 1 (1986). Sequences that differ in more than `limit` places are told as replaced, but for their common ends.
 */
export function diffSequence<T>(
  old: readonly T[],
  now: readonly T[],
  {limit = 2000}: {readonly limit?: number} = {},
): Edit<T>[] {
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) start++;
  let [oldEnd, newEnd] = [old.length, now.length];
  while (oldEnd > start && newEnd > start && old[oldEnd - 1] === now[newEnd - 1]) {
    oldEnd--;
    newEnd--;
  }
  const steps = middle(old.slice(start, oldEnd), now.slice(start, newEnd), limit);
  const all = [
    ...old.slice(0, start).map((item) => step("same", item)),
    ...steps,
    ...old.slice(oldEnd).map((item) => step("same", item)),
  ];
  return joined(all);
}

interface Step<T> {
  readonly kind: Edit<T>["kind"];
  readonly item: T;
}

function step<T>(kind: Edit<T>["kind"], item: T): Step<T> {
  return {kind, item};
}

function middle<T>(a: readonly T[], b: readonly T[], limit: number): Step<T>[] {
  const replaced = (): Step<T>[] => [
    ...a.map((item) => step("removed", item)),
    ...b.map((item) => step("added", item)),
  ];
  if (a.length === 0 || b.length === 0) return replaced();
  const reach = Math.min(a.length + b.length, limit);
  // furthest[k + offset]: how far along `a` one comes on diagonal k (x - y) with d edits.
  const offset = reach + 1;
  const furthest = new Int32Array(2 * reach + 3);
  const trace: Int32Array[] = [];
  for (let d = 0; d <= reach; d++) {
    trace.push(furthest.slice(offset - d - 1, offset + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && furthest[offset + k - 1]! < furthest[offset + k + 1]!);
      let x = down ? furthest[offset + k + 1]! : furthest[offset + k - 1]! + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest[offset + k] = x;
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
  }
  return replaced();
}

function walkBack<T>(a: readonly T[], b: readonly T[], trace: readonly Int32Array[]): Step<T>[] {
  const steps: Step<T>[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trace.length - 1; d > 0; d--) {
    const reached = trace[d]!;
    const at = (k: number): number => reached[k + d + 1]!;
    const k = x - y;
    const before = k === -d || (k !== d && at(k - 1) < at(k + 1)) ? k + 1 : k - 1;
    const [fromX, fromY] = [at(before), at(before) - before];
    while (x > fromX && y > fromY) {
      steps.push(step("same", a[--x]!));
      y--;
    }
    if (x > fromX) steps.push(step("removed", a[--x]!));
    else steps.push(step("added", b[--y]!));
  }
  while (x > 0) steps.push(step("same", a[--x]!));
  return steps.reverse();
}

function joined<T>(steps: readonly Step<T>[]): Edit<T>[] {
  const edits: {kind: Edit<T>["kind"]; items: T[]}[] = [];
  for (const {kind, item} of steps) {
    const last = edits.at(-1);
    if (last?.kind === kind) last.items.push(item);
    else edits.push({kind, items: [item]});
  }
  return edits;
}
