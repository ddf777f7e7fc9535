import {capital} from "../../../core/capital.js";
import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {renderOutcome} from "../page/outcome.js";
import {fill} from "../pageStrings.js";
import {anchorOf} from "../place.js";
import {renderInline} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import {withSuperscripts} from "../value/superscripts.js";
import type {Claim, Claims} from "./claims.js";
import {claimAnchor} from "./claims.js";
import {findingsOf} from "./evidence.js";

/**
 * Every claim with its test and what came out, as a table.
 * @param scopeOf the surroundings of a claim's statement
 */
export function renderClaims(claims: Claims, scopeOf: (claim: Claim) => Scope): Html {
  const rows = [...claims.values()].map((claim, i) => renderRow(claim, i + 1, scopeOf(claim)));
  const [first] = claims.values();
  const {strings} = scopeOf(first!);
  const heads = [strings.claim, strings.outcome, strings.test, strings.evidence];
  return html`<p>${strings.claimsIntroduction}</p>
<div class="scroll" role="group" aria-label="${strings.claims}" tabindex="0"><table class="claims-table">
<thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
<tbody>
${rows}</tbody></table></div>
`;
}

function renderRow({payload, place}: Claim, number: number, scope: Scope): Html {
  const {id, statement, outcome, evidence} = payload;
  const {strings} = scope;
  const findings = findingsOf(evidence, strings, place).map((finding) => html`<li>${withSuperscripts(finding)}</li>`);
  const cell = fill(strings.page.cellOf, {chapter: place.chapter, cell: place.cell});
  const criterion = strings.holdsWhen.replace("{criterion}", () => evidence.criterion);
  return html`<tr id="${claimAnchor(id)}"><th scope="row"><span class="number">${number}</span> ${renderInline(statement, scope)}
<span class="claim-source"><code>${id}</code> <a href="#${anchorOf(place)}">${cell}</a></span></th><td>${renderOutcome(outcome, strings)}</td><td>${capital(evidence.method)}. ${criterion}</td><td>${findings.length > 0 && html`<ul class="findings">${findings}</ul>`}</td></tr>
`;
}
