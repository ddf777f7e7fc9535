import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Fact, ReportConfig} from "../input.js";
import {stringsFor} from "../strings.js";
import {date} from "../value/dates.js";

/** What the title page shows beside the configuration. */
export interface Cover {
  readonly facts: readonly Fact[];
  readonly builtDate: string | undefined;
  /** A picture as a data URI. */
  readonly logo: string | undefined;
}

/** The title page: title, authors, date, and the facts that say what the report was made of. */
export function renderCover(config: ReportConfig, {facts, builtDate, logo}: Cover): Html {
  const {title, subtitle, authors, language} = config;
  const day = builtDate === undefined ? undefined : (date(builtDate, stringsFor(language).value) ?? builtDate);
  const rows = facts.map(({name, value}) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`);
  // Not an h1: the outline of the PDF begins with the chapters.
  return html`<header class="cover">
${logo !== undefined && html`<img class="cover-logo" src="${logo}" alt="">`}
<div class="cover-title" role="heading" aria-level="1">${title}</div>
${subtitle !== undefined && html`<p class="subtitle">${subtitle}</p>`}
${authors.length > 0 && html`<p class="authors">${authors.join(", ")}</p>`}
${day !== undefined && html`<p class="date"><time datetime="${builtDate}">${day}</time></p>`}
${rows.length > 0 && html`<dl class="facts">${rows}</dl>`}
</header>`;
}
