import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Value} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import type {ProvenanceGroup} from "../input.js";
import {fill} from "../pageStrings.js";
import type {Place} from "../place.js";
import {anchorOf} from "../place.js";
import {renderInline} from "../prose/prose.js";
import type {ValueStrings} from "../proseStrings.js";
import type {Strings} from "../strings.js";
import {formatValue, formatWithInterval} from "../value/formats.js";
import {parseFormat} from "../value/parseFormat.js";
import {withSuperscripts} from "../value/superscripts.js";
import {firstSentence} from "./firstSentence.js";
import type {Survey} from "./survey.js";

/** The anchor of the page. */
export const provenanceAnchor = "provenance";

/** Where everything comes from: what the build was made of, every value with its cell, every figure and table. */
export function renderProvenance(groups: readonly ProvenanceGroup[], {values, figures, strings}: Survey): Html {
  const {page} = strings;
  const built = groups.map(({title, rows}) =>
    section(
      title,
      rows.length === 0
        ? html`<p>${strings.page.nothing}</p>`
        : html`<div class="scroll"><table class="facts-table"><tbody>
${rows.map(
  ({name, value}) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table></div>`,
    ),
  );
  const published = [...values].map(
    ([
      path,
      {value, place},
    ]) => html`<tr><th scope="row"><code>${path}</code></th><td>${show(value, strings.value)}</td><td>${link(place, strings)}</td></tr>
`,
  );
  const shown = figures.map(
    ({
      kind,
      id,
      label,
      caption,
      scope,
    }) => html`<tr><th scope="row"><a href="#${kind}-${id}">${label}</a></th><td>${renderInline(firstSentence(caption), scope)}</td><td>${link(scope.place, strings)}</td></tr>
`,
  );
  return html`<section class="chapter provenance" style="page:provenance" aria-labelledby="${provenanceAnchor}">
<h2 class="chapter-title" id="${provenanceAnchor}">${strings.provenance}</h2>
<p>${page.provenanceIntroduction}</p>
${built}
${published.length > 0 && section(page.values, table(page.values, [page.value, page.computedAs, page.cell], published))}
${shown.length > 0 && section(page.figuresAndTables, table(page.figuresAndTables, [page.label, page.caption, page.cell], shown))}
</section>`;
}

function section(title: string, body: Html): Html {
  return html`<h3>${title}</h3>
${body}
`;
}

function table(name: string, columns: readonly string[], rows: readonly Html[]): Html {
  const head = columns.map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="scroll" role="group" aria-label="${name}" tabindex="0"><table class="trace-table"><thead><tr>${head}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function link(place: Place, {page}: Strings): Html {
  return html`<a href="#${anchorOf(place)}">${fill(page.cellOf, {chapter: place.chapter, cell: place.cell})}</a>`;
}

function show(value: Value | null, words: ValueStrings): Html {
  if (value === null) return html`${words.undefined}`;
  const write = isInterval(value)
    ? formatWithInterval(value, parseFormat("auto"), words)
    : formatValue(value, parseFormat("auto"), words);
  return withSuperscripts(write);
}
