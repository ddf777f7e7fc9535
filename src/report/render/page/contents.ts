import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Strings} from "../strings.js";
import {contentsEntry} from "./contentsEntry.js";
import type {ReportList} from "./lists.js";
import type {SurveyedChapter} from "./surveyChapter.js";

/** A place outside the chapters that the contents name too. */
export interface Extra {
  readonly anchor: string;
  readonly title: string;
}

/** What the contents name, in order. */
export interface Contents {
  readonly before: readonly Extra[];
  readonly chapters: readonly SurveyedChapter[];
  readonly after: readonly Extra[];
  readonly lists: readonly ReportList[];
  readonly strings: Strings;
}

/** Chapters and sections, then the lists of figures and tables; page numbers are filled in when the report is printed. */
export function renderContents({before, chapters, after, lists, strings}: Contents): Html {
  const items = chapters.map(({anchor, number, title, sections}) => {
    const inner = sections
      .filter(({level}) => level === 2)
      .map((section) => html`<li>${contentsEntry(section.anchor, section.number, section.title())}</li>`);
    return html`<li>${contentsEntry(anchor, number, title())}${inner.length > 0 && html`<ol>${inner}</ol>`}</li>
`;
  });
  const extra = ({anchor, title}: Extra): Html => html`<li>${contentsEntry(anchor, "", html`${title}`)}</li>`;
  const foldAll = html`<button class="fold-all scripted" type="button" aria-keyshortcuts="c">${strings.page.showCode}</button>`;
  return html`<nav class="contents" id="contents" aria-label="${strings.contents}">${foldAll}<details open><summary>${strings.contents}</summary>
<ol>
${before.map(extra)}${items}${after.map(extra)}</ol></details>${lists.map(renderList)}</nav>`;
}

function renderList({title, entries}: ReportList): Html {
  const items = entries.map(
    ({anchor, number, caption}) => html`<li>${contentsEntry(anchor, number, caption)}</li>
`,
  );
  return html`
<details class="list"><summary>${title}</summary><ol>
${items}</ol></details>`;
}
