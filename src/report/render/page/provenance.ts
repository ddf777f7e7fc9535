import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Value} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import type {ProvenanceGroup} from "../input.js";
import type {Place} from "../place.js";
import {anchorOf} from "../place.js";
import {renderInline} from "../prose/prose.js";
import {formatInterval, formatLevel, formatValue} from "../value/formats.js";
import {parseFormat} from "../value/parseFormat.js";
import {firstSentence} from "./firstSentence.js";
import type {Survey} from "./survey.js";

/** The anchor of the page. */
export const provenanceAnchor = "provenance";

/** Where everything comes from: what the build was made of, every value with its cell, every figure and table. */
export function renderProvenance(groups: readonly ProvenanceGroup[], {values, figures}: Survey): Html {
  const built = groups.map(({title, rows}) =>
    section(
      title,
      rows.length === 0
        ? html`<p>None.</p>`
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
    ]) => html`<tr><th scope="row"><code>${path}</code></th><td>${show(value)}</td><td>${link(place)}</td></tr>
`,
  );
  const shown = figures.map(
    ({
      kind,
      id,
      label,
      caption,
      scope,
    }) => html`<tr><th scope="row"><a href="#${kind}-${id}">${label}</a></th><td>${renderInline(firstSentence(caption), scope)}</td><td>${link(scope.place)}</td></tr>
`,
  );
  return html`<section class="chapter provenance" style="page:provenance" aria-labelledby="${provenanceAnchor}">
<h2 class="chapter-title" id="${provenanceAnchor}">Provenance</h2>
<p>Every number, figure and table of this report was computed by the build that wrote it. The print edition leaves out code
that the page shows folded; the notebooks and the HTML edition have all of it.</p>
${built}
${published.length > 0 && section("Values", table(["Value", "Computed as", "Cell"], published))}
${shown.length > 0 && section("Figures and tables", table(["Label", "Caption", "Cell"], shown))}
</section>`;
}

function section(title: string, body: Html): Html {
  return html`<h3>${title}</h3>
${body}
`;
}

function table(columns: readonly string[], rows: readonly Html[]): Html {
  const head = columns.map((name) => html`<th scope="col">${name}</th>`);
  return html`<div class="scroll" role="region" aria-label="Provenance" tabindex="0"><table class="trace-table"><thead><tr>${head}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function link(place: Place): Html {
  return html`<a href="#${anchorOf(place)}">${place.chapter}, cell ${place.cell}</a>`;
}

function show(value: Value | null): string {
  if (value === null) return "undefined";
  const format = parseFormat("auto");
  if (!isInterval(value)) return formatValue(value, format);
  const {estimate, bounds} = formatInterval(value, format);
  return `${estimate} (${formatLevel(value.level)} CI ${bounds})`;
}
