import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {renderBibliography} from "../citation/bibliography.js";
import {renderClaims} from "../claims/claimsAppendix.js";
import {renderGlossary} from "../glossary/glossarySection.js";
import type {Survey} from "./survey.js";

/** The name of the printed pages of all of them: they are short, and follow one another. */
export const backPage = "back-matter";

/** A section after the last chapter. */
export interface BackSection {
  /** Its id. */
  readonly anchor: string;
  readonly title: string;
  readonly section: Html;
}

/** What follows the chapters, where the report has it: glossary, references, claims. To be written after all prose: it lists what prose used. */
export function renderBackMatter({
  claims,
  citations,
  glossary,
  strings,
  problems,
  scopeAt,
}: Survey): readonly BackSection[] {
  const sections: BackSection[] = [];
  const add = (anchor: string, title: string, body: Html | undefined): void => {
    if (body) sections.push({anchor, title, section: sectionOf(anchor, title, body)});
  };
  add("glossary", strings.glossary, renderGlossary(scopeAt(glossary.place)));
  add("references", strings.references, renderBibliography(citations, strings));
  if (claims.size > 0)
    add(
      "claims",
      strings.claims,
      problems.attempt(() => renderClaims(claims, ({place}) => scopeAt(place))),
    );
  return sections;
}

function sectionOf(anchor: string, title: string, body: Html): Html {
  return html`<section class="chapter back-matter" style="page:${backPage}" aria-labelledby="${anchor}">
<h2 class="chapter-title" id="${anchor}">${title}</h2>
${body}</section>
`;
}
