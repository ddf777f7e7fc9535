import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Strings} from "../strings.js";
import type {Citations} from "./citations.js";
import {citeAnchor, sourceAnchor} from "./citations.js";

/** The list of what was cited, each with a link back to its first citation; undefined where nothing was. */
export function renderBibliography(citations: Citations, strings: Strings): Html | undefined {
  const items = citations.list().map(
    ({
      key,
      markup,
    }) => html`<li id="${sourceAnchor(key)}">${markup} <a class="back" href="#${citeAnchor(key)}" aria-label="${strings.backToText}">↩\ufe0e</a></li>
`,
  );
  if (items.length === 0) return undefined;
  // The licence of citeproc-js (CPAL-1.0) asks for these words.
  const credit = html`Citations by CSL (<a href="https://github.com/juris-m/citeproc-js" rel="noopener noreferrer">citeproc-js</a>)`;
  return html`<ol class="sources">
${items}</ol>
<p class="credit">${credit}</p>
`;
}
