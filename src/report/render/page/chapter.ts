import type {Html} from "../../../core/html.js";
import {html, lines} from "../../../core/html.js";
import {renderOutput} from "../output/output.js";
import {anchorOf} from "../place.js";
import {renderCode} from "../prose/highlight.js";
import {renderListing} from "../prose/listing.js";
import {renderInline, renderNotes, renderProse} from "../prose/prose.js";
import {visibilityOf} from "./cells.js";
import type {SurveyedCell, SurveyedChapter} from "./surveyChapter.js";

/** Writes a chapter: title, cells, footnotes. */
export function renderChapter(chapter: SurveyedChapter): Html {
  const {name, number, anchor, title, cells, language, end} = chapter;
  const link = html`<a class="anchor" href="#${anchor}" aria-label="${end.strings.page.linkToChapter}">#</a>`;
  return html`<section class="chapter" style="page:chapter-${number}" aria-labelledby="${anchor}">
<h2 class="chapter-title" id="${anchor}" data-notebook="${name}"><span class="number">${number}</span> ${title()} ${link}</h2>
${lines(cells.map((cell) => renderCell(cell, language)))}
${renderNotes(end)}
</section>
`;
}

function renderCell(surveyed: SurveyedCell, language: string): Html {
  if (surveyed.kind === "prose") return renderProse(surveyed.prose);
  const {cell, scope, listing} = surveyed;
  const {code, outputs} = visibilityOf(cell);
  const place = anchorOf(scope.place);
  const shown = outputs
    ? cell.outputs.map((output, i) => scope.problems.attempt(() => renderOutput(output, `${place}-${i + 1}`, scope)))
    : [];
  const source = listing
    ? renderListing(listing, language, renderInline(listing.caption, scope), scope)
    : renderSource(cell.source, {code, language, word: scope.strings.page.code});
  // An injected cell has the number of the cell before it, and no anchor of its own.
  const id = cell.metadata.tags?.includes("injected-parameters") ? undefined : html` id="${place}"`;
  return html`<div class="cell"${id}>${source}${lines(shown)}</div>`;
}

interface SourceOptions {
  readonly code: "shown" | "folded" | "hidden";
  readonly language: string;
  /** `Code` */
  readonly word: string;
}

function renderSource(source: string, {code, language, word}: SourceOptions): Html | undefined {
  if (code === "hidden") return undefined;
  const open = code === "shown" && html` open`;
  return html`<details class="source ${code}"${open}><summary>${word}</summary>${renderCode(source, language)}</details>`;
}
