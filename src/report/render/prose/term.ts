import type {MarkdownIt} from "markdown-it";
import {capital} from "../../../core/capital.js";
import {Html, html, textOf} from "../../../core/html.js";
import type {UsedTerm} from "../glossary/glossary.js";
import {termAnchor} from "../glossary/glossary.js";
import {hidePipes} from "./liveValue.js";
import type {Scope} from "./scope.js";
import {inScope, scopeOf} from "./scope.js";

/**
 * Reads `[CNN]{.term}`: the first use in the report's text writes "convolutional neural network (CNN)", every other "CNN", with the
 * definition as its title and a link to the glossary. Titles and captions, which are read alone, use the short name.
 */
export function terms(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "term", (state, silent) => {
    if (state.src[state.pos] !== "[") return false;
    const [whole, name] = /^\[([^[\]]+)\]\{\.term\}/.exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined) return false;
    if (!silent) state.push("term", "", 0).content = name!;
    state.pos += whole.length;
    return true;
  });
  md.core.ruler.push("first_terms", ({tokens, env, inlineMode}) => {
    if (inlineMode) return;
    for (const [i, {children}] of tokens.entries()) {
      if (tokens[i - 1]?.type === "heading_open") continue;
      for (const [j, child] of (children ?? []).entries()) {
        if (child.type !== "term") continue;
        const before = children!.slice(0, j).map(({content}) => content);
        const isFirst = scopeOf(env).glossary.introduce(child.content);
        child.meta = {isFirst, opens: /(?:^|[.!?]\s+)$/.test(before.join(""))};
      }
    }
  });
  md.renderer.rules["term"] = (tokens, i, _options, env) => {
    const {content: written, meta} = tokens[i]!;
    const scope = scopeOf(env);
    const term = scope.glossary.use(written, scope.place);
    // A definition that names other terms, or itself, must end somewhere.
    if (env?.["inTitle"] === true) return html`${written}`.markup;
    const short = html`<a class="term" href="#${termAnchor(term)}"><abbr title="${explained(term, md, scope)}">${written}</abbr></a>`;
    if (meta?.["isFirst"] !== true || term.long === undefined) return short.markup;
    const long = term.isPlural ? (term.plural ?? `${term.long}s`) : term.long;
    return html`${meta["opens"] === true ? capital(long) : long} (${short})`.markup;
  };
}

function explained({long, text}: UsedTerm, md: MarkdownIt, scope: Scope): string {
  const definition =
    text &&
    textOf(
      new Html(md.renderInline(hidePipes(text), {...inScope({...scope, place: scope.glossary.place}), inTitle: true})),
    );
  return [long, definition].filter(Boolean).join(". ");
}
