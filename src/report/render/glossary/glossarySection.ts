import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {renderInline} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import {termAnchor, type UsedTerm} from "./glossary.js";

/** The terms that a report uses, with what they stand for; undefined where it uses none. */
export function renderGlossary(scope: Scope): Html | undefined {
  const {glossary} = scope;
  // Definitions may use terms that nothing else does.
  for (let known = -1; known < glossary.used.length; ) {
    known = glossary.used.length;
    for (const term of glossary.used) definition(term, scope);
  }
  const items = glossary.used.map(
    (term) => html`<dt id="${termAnchor(term)}">${term.name}</dt><dd>${definition(term, scope)}</dd>
`,
  );
  return items.length === 0
    ? undefined
    : html`<dl class="glossary">
${items}</dl>
`;
}

function definition({long, text}: UsedTerm, scope: Scope): Html {
  const explained = text === undefined ? undefined : renderInline(text, scope);
  if (long === undefined) return html`${explained}`;
  return html`<span class="term-long">${long}</span>${explained && html`. ${explained}`}`;
}
