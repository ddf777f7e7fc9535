/**
 * A game in the sense of Shapley: players who join or stay away, and what each coalition of them is worth. Here the players are pieces
 * of a picture, and the worth is what a model says of the picture when only these pieces are shown.
 */
export interface Game {
  readonly players: number;
  /**
   * @param coalitions [count, players], 1 for who is there, 0 for who is not
   * @returns [count]
   */
  readonly worth: (coalitions: Uint8Array) => Promise<Float64Array>;
}

/** What a method found out about a game. */
export interface Credit {
  /** [players], what each player is worth; positive where it raises the worth of the coalition. */
  readonly values: Float64Array;
  /** What everybody is worth above nobody, where the values are to sum to that. */
  readonly shared?: number;
  /** How many coalitions were asked about. */
  readonly asked: number;
  /**
   * For methods that fit a linear model: the share of the weighted variance of the worths that it explains (R²), at most 1; 1 where all
   * worths are equal and nothing is left to explain.
   */
  readonly fit?: number;
}

/** What nobody and what everybody is worth. */
export async function extremesOf({players, worth}: Game): Promise<readonly [nobody: number, everybody: number]> {
  const [nobody, everybody] = await worth(Uint8Array.from({length: 2 * players}, (_, i) => (i < players ? 0 : 1)));
  return [nobody!, everybody!];
}
