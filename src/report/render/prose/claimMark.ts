import type {MarkdownIt, Token} from "markdown-it";
import {html} from "../../../core/html.js";
import {renderBadge} from "../claims/badge.js";
import type {Claim} from "../claims/claims.js";
import {lookUpClaim} from "../claims/claims.js";
import {hidePipes} from "./liveValue.js";
import type {Scope} from "./scope.js";
import {inScope, scopeOf} from "./scope.js";

/**
 * Reads `[[cnn-beats-dense]]` and writes the badge of the claim that the sentence before it makes; a paragraph of nothing else states
 * the claim in its own words.
 */
export function claimMarks(md: MarkdownIt): void {
  md.inline.ruler.before("link", "claim_mark", (state, silent) => {
    const [whole, id] = pattern.exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined) return false;
    if (!silent) state.push("claim_mark", "", 0).content = id!;
    state.pos += whole.length;
    return true;
  });
  md.core.ruler.push("claim_alone", ({tokens}) => {
    for (const [i, {children}] of tokens.entries()) {
      keepTogether(children ?? []);
      const [only, ...others] = children ?? [];
      if (only?.type !== "claim_mark" || others.length > 0 || tokens[i - 1]?.type !== "paragraph_open") continue;
      only.meta = {alone: true};
      tokens[i - 1]!.attrJoin("class", "claim-statement");
    }
  });
  md.renderer.rules["claim_mark"] = (tokens, i, _options, env) => {
    const {content: id, meta} = tokens[i]!;
    const scope = scopeOf(env);
    const claim = lookUpClaim(scope.claims, id, scope.place);
    scope.mentioned.add(id);
    const badge = renderBadge(claim, scope.strings).markup;
    return meta?.["alone"] === true ? `${statementOf(claim, md, scope)} ${badge}` : badge;
  };
}

/** A badge stays on the line of the sentence that it marks. */
function keepTogether(children: readonly Token[]): void {
  for (const [j, {type}] of children.entries()) {
    const before = children[j - 1];
    if (type !== "claim_mark" || before === undefined) continue;
    if (before.type === "softbreak") Object.assign(before, {type: "text", content: "\u00a0"});
    else if (before.type === "text") before.content = before.content.replace(/ +$/, "\u00a0");
  }
}

const pattern = /^\[\[([\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*)\]\]/u;

/** What is wrong in a statement is wrong in the cell that states it. */
function statementOf({payload, place}: Claim, md: MarkdownIt, scope: Scope): string {
  const statement = md.renderInline(hidePipes(payload.statement), inScope({...scope, place})).trim();
  return (
    html`<a class="claim-number" href="#claim-${payload.id}">${scope.labels.find("claim", payload.id, place).text}.</a> `
      .markup + statement
  );
}
