import {type Credit, extremesOf, type Game} from "./game.js";

/** Players in nested pairs of groups; a number is a player. */
export type Hierarchy = number | readonly [Hierarchy, Hierarchy];

/**
 * Owen values: what each player is worth where, at every level of a hierarchy, two groups share what they are worth together, and those
 * outside join or stay away as whole groups. Exact and without chance; about 2/3 players² coalitions are asked about where the hierarchy
 * is balanced. They sum to what everybody is worth above nobody.
 * Source: Owen, "Values of games with a priori unions" (1977); for pictures, "partition" explanations of the package `shap`.
 * @param hierarchy holds each player once; undefined where there are none
 */
export async function owenValues(game: Game, hierarchy: Hierarchy | undefined): Promise<Credit> {
  const {players} = game;
  if (hierarchy === undefined) return {values: new Float64Array(), shared: 0, asked: 0};
  const [nobody, everybody] = await extremesOf(game);
  const book = openBook(game, nobody, everybody);
  const values = new Float64Array(players);
  let level: Group[] = [{members: membersOf(hierarchy, players), hierarchy, outside: [new Uint8Array(players)]}];
  while (level.length > 0) {
    const below = level.flatMap(split);
    for (const {members, outside} of below) for (const others of outside) book.want(others, union(others, members));
    await book.ask();
    for (const group of level) {
      if (typeof group.hierarchy !== "number") continue;
      const gains = group.outside.map((others) => book.worth(union(others, group.members)) - book.worth(others));
      values[group.hierarchy] = gains.reduce((sum, gain) => sum + gain, 0) / gains.length;
    }
    level = below;
  }
  return {values, shared: everybody - nobody, asked: book.size()};
}

interface Group {
  readonly hierarchy: Hierarchy;
  /** [players] */
  readonly members: Uint8Array;
  /** The coalitions of others that it may join, all equally often. */
  readonly outside: readonly Uint8Array[];
}

/** The two halves of a group: each may find the other there, or not. */
function split({hierarchy, outside}: Group): Group[] {
  if (typeof hierarchy === "number") return [];
  const players = outside[0]!.length;
  const [left, right] = hierarchy;
  const [leftMembers, rightMembers] = [membersOf(left, players), membersOf(right, players)];
  const joined = (members: Uint8Array): Uint8Array[] => outside.flatMap((others) => [others, union(others, members)]);
  return [
    {hierarchy: left, members: leftMembers, outside: joined(rightMembers)},
    {hierarchy: right, members: rightMembers, outside: joined(leftMembers)},
  ];
}

function membersOf(hierarchy: Hierarchy, players: number): Uint8Array {
  if (typeof hierarchy === "number") return Uint8Array.from({length: players}, (_, i) => (i === hierarchy ? 1 : 0));
  return union(membersOf(hierarchy[0], players), membersOf(hierarchy[1], players));
}

function union(a: Uint8Array, b: Uint8Array): Uint8Array {
  return a.map((member, i) => member | b[i]!);
}

/** What coalitions are worth; each is asked about once. */
function openBook({players, worth}: Game, nobody: number, everybody: number): Book {
  const known = new Map<string, number>([
    ["0".repeat(players), nobody],
    ["1".repeat(players), everybody],
  ]);
  const wanted = new Map<string, Uint8Array>();
  return {
    want: (...coalitions) => {
      for (const members of coalitions) {
        const key = members.join("");
        if (!known.has(key)) wanted.set(key, members);
      }
    },
    ask: async () => {
      const coalitions = new Uint8Array(wanted.size * players);
      [...wanted.values()].forEach((members, i) => {
        coalitions.set(members, i * players);
      });
      const worths = await worth(coalitions);
      [...wanted.keys()].forEach((key, i) => {
        known.set(key, worths[i]!);
      });
      wanted.clear();
    },
    worth: (members) => known.get(members.join(""))!,
    size: () => known.size,
  };
}

interface Book {
  readonly want: (...coalitions: readonly Uint8Array[]) => void;
  readonly ask: () => Promise<void>;
  readonly worth: (members: Uint8Array) => number;
  readonly size: () => number;
}
