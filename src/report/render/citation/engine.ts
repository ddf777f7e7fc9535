import {createRequire} from "node:module";
import {LookbookError, messageOf} from "../../../core/errors.js";
import type {SourcesInput} from "../input.js";
import {citationFormat, withoutMarks} from "./markup.js";
import type {Source} from "./source.js";

/** The part of citeproc's engine that a report needs. */
export interface CitationEngine {
  updateItems(keys: readonly string[]): void;
  makeCitationCluster(cites: readonly EngineCite[]): string;
  makeBibliography(): false | readonly [{readonly entry_ids: readonly (readonly string[])[]}, readonly string[]];
  setOutputFormat(name: string): void;
}

/** One work of a citation, as citeproc has it. */
export interface EngineCite {
  readonly id: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly locator?: string;
  readonly label?: string;
  readonly "suppress-author"?: boolean;
  readonly "author-only"?: boolean;
}

interface Citeproc {
  readonly Engine: new (system: object, style: string, language: string, forced: boolean) => CitationEngine;
  readonly Output: {readonly Formats: Record<string, unknown>};
}

/**
 * Starts citeproc (F. Bennett, https://citeproc-js.readthedocs.io) for a style. It is loaded here, by the first report that cites.
 * @throws LookbookError `bad-file` for a style that it cannot read
 */
export function openEngine({items, style, stylePath, locales}: SourcesInput, language: string): CitationEngine {
  const citeproc = createRequire(import.meta.url)("citeproc") as Citeproc;
  citeproc.Output.Formats["lookbook"] = citationFormat;
  const known = new Map(items.map((item) => [item.id, cleaned(item)]));
  const system = {
    retrieveItem: (key: string) => known.get(key),
    retrieveLocale: (name: string) => locales[name] ?? locales["en-US"],
  };
  try {
    const engine = new citeproc.Engine(system, style, localeOf(language), true);
    engine.setOutputFormat("lookbook");
    return engine;
  } catch (cause) {
    throw new LookbookError("bad-file", `${stylePath} is no citation style (CSL): ${messageOf(cause)}`, {cause});
  }
}

/** citeproc's words for a language of reports. */
function localeOf(language: string): string {
  return language.toLowerCase().startsWith("de") ? "de-DE" : "en-US";
}

/** A copy, which citeproc may change, and whose texts hold none of our marks. */
function cleaned(source: Source): Source {
  return JSON.parse(withoutMarks(JSON.stringify(source))) as Source;
}
