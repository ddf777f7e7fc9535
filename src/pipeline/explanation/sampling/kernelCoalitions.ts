import {LookbookError} from "../../../core/errors.js";
import {permutation, type Random} from "../../../core/random.js";

/** Coalitions with the weight that each has in KernelSHAP's regression; nobody and everybody, who weigh infinitely, are not among them. */
export interface WeightedCoalitions {
  /** [count, players], 1 for who is there */
  readonly members: Uint8Array;
  /** [count], up to a common factor */
  readonly weights: Float64Array;
}

/** Options for {@link kernelCoalitions}. */
export interface KernelCoalitionsOptions {
  /** Coalitions to ask about, at least 2 for each player. */
  readonly samples: number;
  readonly random: Random;
}

/**
 * Chooses the coalitions for KernelSHAP. Where there are no more than `samples`, all are taken, and nothing is drawn. Otherwise whole
 * sizes are taken from the outside inwards, one player and all but one first, as long as the weight of a size pays for all of its
 * coalitions; of the sizes between, coalitions are drawn in proportion to their weight, each together with its complement.
 * Source: Lundberg, Lee, "A unified approach to interpreting model predictions" (NeurIPS 2017), theorem 2, and their package `shap`;
 * complements: Covert, Lee, "Improving KernelSHAP: practical Shapley value estimation using linear regression" (AISTATS 2021).
 * @param players at least 2
 * @throws LookbookError `bad-option` for fewer samples than twice the players: the regression would have no single answer
 */
export function kernelCoalitions(players: number, {samples, random}: KernelCoalitionsOptions): WeightedCoalitions {
  const all = 2 ** players - 2;
  if (all > samples && samples < 2 * players) {
    throw new LookbookError(
      "bad-option",
      `kernelShap: ${players} superpixels need at least ${2 * players} samples, got ${samples}; take more samples or fewer segments`,
    );
  }
  const sizes = Array.from({length: players - 1}, (_, i) => i + 1);
  const total = sizes.reduce((sum, size) => sum + sizeWeight(players, size), 0);
  const found = new Map<string, {members: Uint8Array; weight: number}>();
  const add = (members: Uint8Array, weight: number): void => {
    const key = members.join("");
    const known = found.get(key);
    if (known) known.weight += weight;
    else found.set(key, {members, weight});
  };

  let left = samples;
  let leftWeight = 1;
  const half = Math.floor(players / 2);
  let size = 1;
  for (; size <= half; size++) {
    const isMiddle = 2 * size === players;
    const weight = ((isMiddle ? 1 : 2) * sizeWeight(players, size)) / total;
    const count = (isMiddle ? 1 : 2) * binomial(players, size);
    const pays = all <= samples || size === 1 || (left * weight) / leftWeight >= count;
    if (!pays || count > left) break;
    forSubsets(players, size, (members) => {
      add(members, weight / count);
      if (!isMiddle) add(complement(members), weight / count);
    });
    left -= count;
    leftWeight -= weight;
  }
  if (size > half) return arranged([...found.values()], players);

  const between = sizes.filter((each) => each >= size && each <= players - size);
  const shares = between.map((each) => sizeWeight(players, each));
  const drawn = new Map<string, {members: Uint8Array; times: number}>();
  // A coalition that comes again costs nothing, but a small game has few that are new.
  for (let attempt = 0; attempt < 2 * left && drawn.size + 2 <= left; attempt++) {
    const members = drawSubset(players, between[drawIndex(shares, random)]!, random);
    for (const each of [members, complement(members)]) {
      const key = each.join("");
      const known = drawn.get(key);
      if (known) known.times++;
      else drawn.set(key, {members: each, times: 1});
    }
  }
  const times = [...drawn.values()].reduce((sum, each) => sum + each.times, 0);
  for (const each of drawn.values()) add(each.members, (leftWeight * each.times) / times);
  return arranged([...found.values()], players);
}

/** The kernel's weight of all coalitions of one size together, up to a factor. */
function sizeWeight(players: number, size: number): number {
  return (players - 1) / (size * (players - size));
}

function binomial(n: number, k: number): number {
  let result = 1;
  for (let i = 1; i <= k; i++) result = (result * (n - k + i)) / i;
  return result;
}

function complement(members: Uint8Array): Uint8Array {
  return members.map((member) => 1 - member);
}

/** Visits all subsets of a size, in lexicographic order. */
function forSubsets(players: number, size: number, visit: (members: Uint8Array) => void): void {
  const chosen = Array.from({length: size}, (_, i) => i);
  for (;;) {
    const members = new Uint8Array(players);
    for (const player of chosen) members[player] = 1;
    visit(members);
    let place = size - 1;
    while (place >= 0 && chosen[place] === players - size + place) place--;
    if (place < 0) return;
    chosen[place]!++;
    for (let i = place + 1; i < size; i++) chosen[i] = chosen[i - 1]! + 1;
  }
}

function drawSubset(players: number, size: number, random: Random): Uint8Array {
  const members = new Uint8Array(players);
  for (const player of permutation(players, random).slice(0, size)) members[player] = 1;
  return members;
}

function drawIndex(shares: readonly number[], random: Random): number {
  let rest = random.next() * shares.reduce((sum, share) => sum + share, 0);
  const found = shares.findIndex((share) => {
    rest -= share;
    return rest < 0;
  });
  return found < 0 ? shares.length - 1 : found;
}

function arranged(
  coalitions: readonly {readonly members: Uint8Array; readonly weight: number}[],
  players: number,
): WeightedCoalitions {
  const members = new Uint8Array(coalitions.length * players);
  coalitions.forEach((each, i) => {
    members.set(each.members, i * players);
  });
  return {members, weights: Float64Array.from(coalitions, ({weight}) => weight)};
}
