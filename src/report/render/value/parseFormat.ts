import {suggestion} from "../../../core/nearest.js";

/**
 * How a value is written, as in `{{path | percent(1)}}`:
 *
 * | format | shows |
 * |---|---|
 * | `auto` (default) | whole numbers with separators, others to three digits, yes or no, lists in words |
 * | `percent(d)` | a share, `91.2 %` |
 * | `points(d)` | a difference of shares, `1.2 percentage points` |
 * | `fixed(d)`, `signed(d)` | `0.91`; `+0.91` |
 * | `integer`, `ordinal`, `si(d)` | `60,000`, `3rd`, `292 k` |
 * | `pvalue` | with its relation: `= 0.012`, or `< 0.001` |
 * | `bytes`, `duration` | `29.5 MB`; seconds as `3 min 20 s` |
 * | `plural(image, images)` | `1 image`, `60,000 images` |
 * | `list`, `date` | `a, b and c`; `21 November 2026`, of two dates `21 to 28 November 2026` |
 *
 * A number format shows an interval's value; followed by `±` or `| interval` it shows both:
 * `{{path | percent(1) ±}}` gives `91.2 % (95 % CI 90.6 to 91.8)`.
 */
export interface Format {
  readonly name: FormatName;
  readonly options: readonly string[];
  /** Whether an interval is written out. */
  readonly withInterval: boolean;
}

export type FormatName = (typeof names)[number];

/** A format that cannot be: unknown, or not for this value. The caller says where. */
export class FormatProblem extends Error {}

/** Reads `percent(1)`, `fixed(2) ±`, `percent(1) | interval`; empty is `auto`. @throws FormatProblem */
export function parseFormat(text: string): Format {
  const stages = text.split("|").map((stage) => stage.trim());
  const marked = stages.some((stage) => stage === "interval" || stage === "±" || stage.endsWith("±"));
  const forms = stages
    .map((stage) => stage.replace(/\s*±$/, ""))
    .filter((stage) => stage !== "" && stage !== "interval");
  if (forms.length > 1) throw new FormatProblem(`one format is allowed, got ${forms.map(quote).join(" and ")}`);
  const [, name = "auto", list = ""] = /^([\w-]+)\s*(?:\((.*)\))?$/.exec(forms[0] ?? "auto") ?? [undefined, forms[0]];
  if (!isName(name)) throw new FormatProblem(`unknown format ${quote(name)}${suggestion(name, names)}`);
  const options = list === "" ? [] : list.split(",").map((option) => option.trim().replaceAll(/^["']|["']$/g, ""));
  checkOptions(name, options);
  return {name, options, withInterval: marked};
}

const names = [
  "auto",
  "percent",
  "points",
  "fixed",
  "signed",
  "integer",
  "ordinal",
  "si",
  "pvalue",
  "bytes",
  "duration",
  "plural",
  "list",
  "date",
] as const;
const optionCounts: Partial<Record<FormatName, readonly [number, number]>> = {
  percent: [0, 1],
  points: [0, 1],
  fixed: [0, 1],
  signed: [0, 1],
  si: [0, 1],
  bytes: [0, 1],
  plural: [2, 2],
};

function isName(name: string): name is FormatName {
  return (names as readonly string[]).includes(name);
}

function checkOptions(name: FormatName, options: readonly string[]): void {
  const [least, most] = optionCounts[name] ?? [0, 0];
  if (options.length < least || options.length > most) {
    const wanted = name === "plural" ? "the singular and the plural, as in plural(image, images)" : `at most ${most}`;
    throw new FormatProblem(`format ${quote(name)} takes ${wanted}, got (${options.join(", ")})`);
  }
  if (name !== "plural" && options[0] !== undefined && !/^([0-9]|10)$/.test(options[0])) {
    throw new FormatProblem(`format ${quote(name)} takes a number of digits from 0 to 10, got ${quote(options[0])}`);
  }
}

/** A name in a message. */
export function quote(text: string | undefined): string {
  return `"${text ?? ""}"`;
}
