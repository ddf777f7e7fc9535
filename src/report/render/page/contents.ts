import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {SurveyedChapter} from "./surveyChapter.js";

/** A place at the end of the report that the contents name too. */
export interface Extra {
  readonly anchor: string;
  readonly title: string;
}

/** Chapters and sections; page numbers are filled in when the report is printed. */
export function renderContents(chapters: readonly SurveyedChapter[], extras: readonly Extra[]): Html {
  const items = chapters.map(({anchor, number, title, sections}) => {
    const inner = sections
      .filter(({level}) => level === 2)
      .map((section) => html`<li>${entry(section.anchor, section.number, section.title())}</li>`);
    return html`<li>${entry(anchor, number, title())}${inner.length > 0 && html`<ol>${inner}</ol>`}</li>
`;
  });
  const more = extras.map(({anchor, title}) => html`<li>${entry(anchor, "", html`${title}`)}</li>`);
  return html`<nav class="contents" aria-label="Contents"><details open><summary>Contents</summary>
<ol>
${items}${more}</ol></details></nav>`;
}

function entry(anchor: string, number: string | undefined, title: Html): Html {
  return html`<a href="#${anchor}"><span class="number">${number}</span><span class="title">${title}</span><span class="page" data-page-of="${anchor}"></span></a>`;
}
