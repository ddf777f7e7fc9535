import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import {renderCode} from "./highlight.js";
import type {Scope} from "./scope.js";

/** Code with a number and a caption. */
export interface Listing {
  /** Referred to as `@lst-id`. */
  readonly id: string;
  /** Markdown. */
  readonly caption: string;
  /** Without the line that made it a listing. */
  readonly source: string;
}

/**
 * Reads the first line of a cell or a fence that makes it a listing: `//| listing: training | How a network is trained` (`#|` and
 * `--|` where the language writes its comments so). Undefined where there is none.
 * @throws LookbookError `bad-notebook` for a line that names no id or no caption
 */
export function readListing(source: string, place: Place): Listing | undefined {
  const [line, rest = ""] = /^\s*(?:\/\/|#|--)\|\s*listing\b(.*)(?:\n|$)/.exec(source) ?? [];
  if (line === undefined) return undefined;
  const [, id, caption] = /^\s*:\s*([\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*)\s*\|\s*(\S.*?)\s*$/u.exec(rest) ?? [];
  if (id === undefined || caption === undefined) {
    throw errorAt(place, "bad-notebook", `"${line.trim()}" makes no listing; write //| listing: id | caption`);
  }
  return {id, caption, source: source.slice(line.length)};
}

/** Writes a listing: its caption, which is given as markup, then its code. */
export function renderListing({id, source}: Listing, language: string, caption: Html, {labels, place}: Scope): Html {
  const {text, anchor} = labels.find("lst", id, place);
  return html`<figure class="code-figure" id="${anchor}"><figcaption><span class="label">${text}.</span> ${caption}</figcaption>${renderCode(source, language)}</figure>`;
}
