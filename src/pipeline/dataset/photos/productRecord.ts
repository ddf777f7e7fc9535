import {LookbookError} from "../../../core/errors.js";
import {parseCsv} from "../../source/parseCsv.js";

/** One product of the catalogue; what is not given is an empty text. */
export interface ProductRecord {
  readonly id: number;
  readonly gender: string;
  readonly masterCategory: string;
  readonly subCategory: string;
  readonly articleType: string;
  readonly baseColour: string;
  readonly season: string;
  /** Undefined where it is not given. */
  readonly year: number | undefined;
  readonly usage: string;
  readonly name: string;
}

/** The records of a catalogue, and the rows that are none. */
export interface ProductTable {
  readonly records: readonly ProductRecord[];
  /** One sentence for each row that was left out: line, what was expected, what came. */
  readonly badRows: readonly string[];
}

const columns = [
  "id",
  "gender",
  "masterCategory",
  "subCategory",
  "articleType",
  "baseColour",
  "season",
  "year",
  "usage",
  "productDisplayName",
];

/**
 * Reads `styles.csv`. `NA` and nothing both mean "not given". A row with too few or too many fields, an id that is no number or comes
 * twice, or no article type is left out and named.
 * @throws LookbookError `bad-data` for another head; `bad-file` for quotes that do not match
 */
export function productRecords(text: string, file = "styles.csv"): ProductTable {
  const [head, ...rows] = parseCsv(text, file);
  if (head?.fields.join() !== columns.join()) {
    throw new LookbookError("bad-data", `${file}: expected the columns ${columns.join()}, got ${head?.fields.join()}`);
  }
  const records: ProductRecord[] = [];
  const badRows: string[] = [];
  const known = new Set<number>();
  for (const {line, fields} of rows) {
    const problem = problemOf(fields, known);
    if (problem) {
      badRows.push(`${file}, line ${line}: ${problem}`);
      continue;
    }
    const record = recordOf(fields);
    known.add(record.id);
    records.push(record);
  }
  return {records, badRows};
}

function problemOf(fields: readonly string[], known: ReadonlySet<number>): string | undefined {
  if (fields.length !== columns.length) return `expected ${columns.length} fields, got ${fields.length}`;
  const [id, articleType, year] = [fields[0]!, given(fields[4]!), given(fields[7]!)];
  if (!/^[1-9]\d*$/.test(id)) return `expected a whole number as id, got "${id}"`;
  if (known.has(Number(id))) return `the id ${id} came before`;
  if (articleType === "") return `expected an article type, got "${fields[4]}"`;
  if (year !== "" && !/^\d{4}$/.test(year)) return `expected a year of four digits, got "${year}"`;
  return undefined;
}

function recordOf(fields: readonly string[]): ProductRecord {
  const [id, gender, masterCategory, subCategory, articleType, baseColour, season, year, usage, name] =
    fields.map(given);
  return {
    id: Number(id),
    gender: gender!,
    masterCategory: masterCategory!,
    subCategory: subCategory!,
    articleType: articleType!,
    baseColour: baseColour!,
    season: season!,
    year: year === "" ? undefined : Number(year),
    usage: usage!,
    name: name!,
  };
}

function given(field: string): string {
  return field === "NA" ? "" : field;
}
