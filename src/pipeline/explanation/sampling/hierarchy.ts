import type {Hierarchy} from "./owenValues.js";

/** Where something lies in a picture, in pixels. */
export interface Place {
  readonly y: number;
  readonly x: number;
}

/**
 * Puts neighbours together: the places are halved, in number, across the longer side of the rectangle around them, and the halves again.
 * @returns undefined for no places
 */
export function hierarchyOf(places: readonly Place[]): Hierarchy | undefined {
  if (places.length === 0) return undefined;
  return halved(
    places.map((_, i) => i),
    places,
  );
}

function halved(players: readonly number[], places: readonly Place[]): Hierarchy {
  if (players.length === 1) return players[0]!;
  const extent = (axis: keyof Place): number => {
    const along = players.map((player) => places[player]![axis]);
    return Math.max(...along) - Math.min(...along);
  };
  const axis = extent("y") >= extent("x") ? "y" : "x";
  const sorted = [...players].sort((a, b) => places[a]![axis] - places[b]![axis] || a - b);
  const middle = Math.ceil(sorted.length / 2);
  return [halved(sorted.slice(0, middle), places), halved(sorted.slice(middle), places)];
}
