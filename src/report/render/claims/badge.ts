import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {renderOutcome} from "../page/outcome.js";
import type {Strings} from "../strings.js";
import type {Claim} from "./claims.js";
import {claimAnchor} from "./claims.js";
import {evidenceText} from "./evidence.js";

/**
 * What came out of a claim, beside the sentence that makes it: a word and a shape, the evidence as its title, a link to the appendix.
 * `<a class="claim" href="#claim-ID" title="EVIDENCE">`, which needs no script.
 */
export function renderBadge({payload: {id, outcome, evidence}, place}: Claim, strings: Strings): Html {
  const title = evidenceText(evidence, strings, place);
  return html`<a class="claim" href="#${claimAnchor(id)}" title="${title}">${renderOutcome(outcome, strings)}</a>`;
}
