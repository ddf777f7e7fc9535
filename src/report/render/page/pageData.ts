import {Html} from "../../../core/html.js";
import type {Value} from "../../../core/payload.js";
import type {ChapterInput, ProvenanceGroup} from "../input.js";
import type {Strings} from "../strings.js";
import type {Survey} from "./survey.js";

/** What the page's scripts are told. */
export interface PageData {
  readonly chapters: readonly ChapterInput[];
  readonly provenance: readonly ProvenanceGroup[];
  /** All prose must have been written: it tells which values are shown. */
  readonly found: Survey;
  readonly strings: Strings;
}

/**
 * The one block of data in the page: the words that scripts say, and what everything was made with. Cells are not in it: their code
 * stands folded in the page.
 */
export function renderPageData({chapters, provenance, found, strings}: PageData): Html {
  const values: Record<string, Value | null> = {};
  for (const path of [...found.used].sort()) {
    const published = found.values.has(path) ? path : path.replace(/\.\w+$/, "");
    const value = found.values.get(published);
    if (value !== undefined) values[published] = value.value;
  }
  const data = {
    words: strings.script,
    made: {
      facts: provenance
        .filter(({traced}) => traced)
        .map(({title, rows}) => [title, rows.map(({name, value}) => [name, value])]),
      chapters: Object.fromEntries(
        chapters.map(({name, path, codeHash}) => [name, {path, ...(codeHash !== undefined && {code: codeHash})}]),
      ),
      values,
    },
  };
  // "<" never appears raw inside the script, so no value can close it.
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  return new Html(`<script type="application/json" id="page-data">${json}</script>`);
}
