import {sha256} from "../../../core/hash.js";
import {isRecord} from "../../../core/isRecord.js";

/** Cells of a notebook as it was written: anything may be in them. */
export type RawNotebook = Readonly<Record<string, unknown>>;

/** Index of each cell, from 0, whose id is missing, malformed, or another cell's. */
export function badIds(raw: RawNotebook): {readonly index: number; readonly twin: number | undefined}[] {
  const cells = isRecord(raw) ? raw["cells"] : undefined;
  if (!Array.isArray(cells)) return [];
  const ids = cells.map((cell: unknown) => idOf(cell));
  return ids.flatMap((id, index) => {
    const first = id === undefined ? -1 : ids.indexOf(id);
    return first === index ? [] : [{index, twin: first < 0 ? undefined : first}];
  });
}

/** Parses a notebook file; undefined where it is no JSON. */
export function parseRaw(text: string): RawNotebook | undefined {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, "")) as RawNotebook;
  } catch {
    return undefined;
  }
}

/** The text of a notebook in which every cell has an id; what is no notebook comes back as it was, for the reader to refuse. */
export function repairIds(text: string): string {
  const raw = parseRaw(text);
  return raw === undefined || badIds(raw).length === 0 ? text : JSON.stringify(withIds(raw));
}

/** Gives every cell an id of its own, made from its place and content where it has none. */
function withIds(raw: RawNotebook): RawNotebook {
  const bad = new Set(badIds(raw).map(({index}) => index));
  if (bad.size === 0) return raw;
  const cells = raw["cells"] as readonly Record<string, unknown>[];
  const taken = new Set(cells.flatMap((cell, i) => (bad.has(i) ? [] : [idOf(cell)])));
  const free = (cell: unknown, i: number): string => {
    for (let n = i; ; n += cells.length) {
      const id = sha256(`${n}\n${JSON.stringify((cell as Record<string, unknown>)["source"])}`).slice(0, 8);
      if (!taken.has(id)) {
        taken.add(id);
        return id;
      }
    }
  };
  return {...raw, cells: cells.map((cell, i) => (bad.has(i) && isRecord(cell) ? {...cell, id: free(cell, i)} : cell))};
}

function idOf(cell: unknown): string | undefined {
  const id = isRecord(cell) ? cell["id"] : undefined;
  return typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : undefined;
}
