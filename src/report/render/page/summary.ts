import {LookbookError} from "../../../core/errors.js";
import type {Html} from "../../../core/html.js";
import {html, lines} from "../../../core/html.js";
import {suggestion} from "../../../core/nearest.js";
import {renderBadge} from "../claims/badge.js";
import type {Claim} from "../claims/claims.js";
import type {SummaryConfig} from "../input.js";
import {renderInline, renderNotes, renderProse} from "../prose/prose.js";
import {renderKeyNumber} from "./keyNumber.js";
import type {Survey} from "./survey.js";

/** The anchor of the page. */
export const summaryAnchor = "summary";

/**
 * The executive summary: a short text, the key numbers, the claims with what came out. Undefined where neither report.json nor a
 * cell that is tagged `summary` asks for one.
 * @throws LookbookError `bad-reference` for an unknown value or claim, naming report.json and the key
 */
export function renderSummary(config: SummaryConfig | undefined, found: Survey): Html | undefined {
  const {prose, scopeOf} = found.summary;
  if (config === undefined && prose.length === 0) return undefined;
  const numbers = (config?.numbers ?? []).map((number, i) => renderKeyNumber(number, `summary.numbers[${i}]`, scopeOf));
  const claims = chosen(config?.claims, found.claims).map((claim) => renderClaim(claim, found));
  const scope = scopeOf("summary");
  const {strings} = scope;
  return html`<section class="summary" id="${summaryAnchor}" aria-labelledby="${summaryAnchor}-title">
<h2 class="summary-title" id="${summaryAnchor}-title">${strings.summary}</h2>
${lines(prose.map(renderProse))}
${numbers.length > 0 && html`<dl class="key-numbers">${numbers}</dl>`}
${claims.length > 0 && html`<ul class="key-claims" aria-label="${strings.claims}">${claims}</ul>`}
${renderNotes(scope)}
</section>`;
}

function chosen(ids: readonly string[] | undefined, claims: Survey["claims"]): readonly Claim[] {
  if (ids === undefined) return [...claims.values()];
  return ids.map((id) => {
    const claim = claims.get(id);
    if (claim) return claim;
    const hint = suggestion(id, claims.keys()) || (claims.size === 0 ? "; no notebook tests a claim" : "");
    throw new LookbookError("bad-reference", `report.json, "summary.claims": there is no claim "${id}"${hint}`);
  });
}

function renderClaim(claim: Claim, {summary}: Survey): Html {
  const {payload, place} = claim;
  const scope = {...summary.scopeOf("summary.claims"), place};
  scope.mentioned.add(payload.id);
  return html`<li>${renderBadge(claim, scope.strings)} <span>${renderInline(payload.statement, scope)}</span></li>`;
}
