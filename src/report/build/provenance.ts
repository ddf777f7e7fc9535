import {capital} from "../../core/capital.js";
import {hashOf} from "../../core/hash.js";
import {libraryRoot, packageVersion} from "../../core/paths.js";
import {fromCarrier, type Value} from "../../core/payload.js";
import type {Notebook} from "../notebook/nbformat.js";
import type {Parameters} from "../notebook/parameters.js";
import type {Fact, ProvenanceGroup} from "../render/input.js";
import {fill, type ProvenanceStrings} from "../render/pageStrings.js";
import {stringsFor} from "../render/strings.js";
import type {Commit} from "./commit.js";
import type {ExecutedChapter} from "./executedChapter.js";

/** What a report was made of. Holds nothing that differs from machine to machine. */
export interface ProvenanceContext {
  readonly config: {readonly language: string};
  readonly commit: Commit;
  readonly paths: {readonly root: string};
  /** Empty where there is none. */
  readonly profile: string;
  readonly parameters: Parameters;
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * The tables of the provenance page. What chapters publish under `provenance.GROUP.NAME` becomes a table a group: so the report says
 * which data and which engine without knowing of either.
 */
export function provenanceOf(
  chapters: readonly ExecutedChapter[],
  {config, commit, paths, profile, parameters, inputs}: ProvenanceContext,
): ProvenanceGroup[] {
  const words = stringsFor(config.language).origins;
  return [
    {
      title: words.source,
      traced: true,
      rows: [
        {name: words.commit, value: commitName(commit, words)},
        ...(profile === "" ? [] : [{name: words.profile, value: profile}]),
        ...Object.entries(parameters).map(([name, value]) => ({
          name: fill(words.parameter, {name}),
          value: String(value),
        })),
        ...Object.entries(inputs)
          .sort(byName)
          .map(([name, value]) => ({name: fill(words.hashOf, {name}), value})),
      ],
    },
    ...publishedGroups(chapters, words),
    {
      title: words.chapters,
      rows: chapters.map(({name, notebook}) => ({
        name,
        value: fill(words.codeOf, {hash: codeHash(notebook).slice(0, 16)}),
      })),
    },
    {title: words.packages, rows: packages(paths.root)},
  ];
}

/** What stands on the cover: profile, commit, and the names of what the chapters published about data and engine. */
export function factsOf(chapters: readonly ExecutedChapter[], {config, commit, profile}: ProvenanceContext): Fact[] {
  const words = stringsFor(config.language).origins;
  const published = provenanceValues(chapters);
  const named = (["data", "engine"] as const).flatMap((group) => {
    const value = published.get(`${group}.name`);
    return value === undefined ? [] : [{name: words[group], value: String(value)}];
  });
  const sized = profile === "" ? [] : [{name: words.profile, value: profile}];
  return [...sized, ...named, {name: words.commit, value: commitName(commit, words)}];
}

function publishedGroups(chapters: readonly ExecutedChapter[], words: ProvenanceStrings): ProvenanceGroup[] {
  const groups = new Map<string, Fact[]>();
  for (const [path, value] of provenanceValues(chapters)) {
    const [group, ...rest] = path.split(".");
    const rows = groups.get(group!) ?? [];
    rows.push({name: nameOf(rest.join(" ")), value: String(value)});
    groups.set(group!, rows);
  }
  return [...groups].map(([name, rows]) => ({
    title: name === "data" || name === "engine" ? words[name] : nameOf(name),
    rows,
    traced: true,
  }));
}

function provenanceValues(chapters: readonly ExecutedChapter[]): Map<string, Value> {
  const prefix = "provenance.";
  const found = new Map<string, Value>();
  for (const {execution} of chapters) {
    for (const [path, value] of publishedIn(execution.notebook)) {
      if (path.startsWith(prefix)) found.set(path.slice(prefix.length), value);
    }
  }
  return found;
}

function publishedIn({cells}: Notebook): [string, Value][] {
  return cells
    .flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []))
    .flatMap((output) => {
      const html = output.output_type === "display_data" ? output.data["text/html"] : undefined;
      const payload = typeof html === "string" ? fromCarrier(html) : undefined;
      return payload?.kind === "values" ? Object.entries(payload.values) : [];
    });
}

/** SHA-256 of a notebook's code cells. */
export function codeHash({cells}: Notebook): string {
  return hashOf(cells.flatMap(({cell_type, source}) => (cell_type === "code" ? [source] : [])));
}

function commitName({hash, dirty}: Commit, words: ProvenanceStrings): string {
  if (hash === undefined) return words.noVersionControl;
  return `${hash.slice(0, 12)}${dirty ? words.uncommitted : ""}`;
}

/** A project elsewhere may have no packages of its own: then those that bind its report are this package's. */
function packages(root: string): Fact[] {
  const binding = ["tslab", "plotly.js-dist", "markdown-it", "puppeteer"];
  const names = [
    "tslab",
    "@tensorflow/tfjs-core",
    "@tensorflow/tfjs-backend-wasm",
    "plotly.js-dist",
    "arquero",
    "markdown-it",
    "puppeteer",
  ];
  return names.flatMap((name) => {
    const own = binding.includes(name) ? packageVersion(name, libraryRoot()) : undefined;
    const value = packageVersion(name, root) ?? own;
    return value === undefined ? [] : [{name, value}];
  });
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

function nameOf(text: string): string {
  return text === "sha256" ? "SHA-256" : capital(text);
}
