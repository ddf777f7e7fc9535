import type {MarkdownIt, Token} from "markdown-it";
import footnote from "markdown-it-footnote";
import {Html, html} from "../../../core/html.js";
import {suggestion} from "../../../core/nearest.js";
import {fill} from "../pageStrings.js";
import {errorAt} from "../place.js";
import type {Strings} from "../strings.js";
import type {Scope} from "./scope.js";
import {inScope, scopeOf} from "./scope.js";

/** Footnotes of one chapter: written in any of its cells, numbered in order of reference, set at its end. */
export class Notes {
  readonly #chapter: string;
  readonly #bodies = new Map<string, {readonly tokens: Token[]; readonly scope: Scope}>();
  readonly #order: string[] = [];

  constructor(chapter: string) {
    this.#chapter = chapter;
  }

  /** Takes the notes out of a cell's tokens; returns what is left. @throws LookbookError `bad-reference` on a twin */
  extract(tokens: readonly Token[], scope: Scope): Token[] {
    const rest: Token[] = [];
    let body: Token[] | undefined;
    for (const token of tokens) {
      if (token.type === "footnote_reference_open") {
        body = [];
        const label = String(token.meta?.["label"]);
        if (this.#bodies.has(label))
          throw errorAt(scope.place, "bad-reference", `footnote [^${label}] is written twice`);
        this.#bodies.set(label, {tokens: body, scope});
      } else if (token.type === "footnote_reference_close") body = undefined;
      else (body ?? rest).push(token);
    }
    return rest;
  }

  /** The mark of a reference. */
  mark(label: string, {place, strings}: Scope): Html {
    if (!this.#bodies.has(label)) {
      const hint = suggestion(label, this.#bodies.keys()) || "; write it as [^label]: text in the same chapter";
      throw errorAt(place, "bad-reference", `there is no footnote [^${label}]${hint}`);
    }
    const again = this.#order.includes(label);
    if (!again) this.#order.push(label);
    const number = this.#order.indexOf(label) + 1;
    const id = `${this.#chapter}-${number}`;
    const own = again ? undefined : html` id="fnref-${id}"`;
    return html`<sup class="note-mark"><a href="#fn-${id}"${own} aria-label="${fill(strings.footnote, {number})}">${number}</a></sup>`;
  }

  /** The notes that were referred to, as a list; warns of the others. */
  list(md: MarkdownIt, strings: Strings): Html | undefined {
    const items: Html[] = [];
    // A note may refer to another, which then joins the end of the list.
    for (let i = 0; i < this.#order.length; i++) {
      const {tokens, scope} = this.#bodies.get(this.#order[i]!)!;
      const id = `${this.#chapter}-${i + 1}`;
      const body = new Html(md.renderer.render(tokens, md.options, inScope(scope)));
      const back = html`<a class="back" href="#fnref-${id}" aria-label="${scope.strings.backToText}">↩\ufe0e</a>`;
      items.push(html`<li id="fn-${id}">${endingWith(body, back)}</li>`);
    }
    for (const [label, {scope}] of this.#bodies) {
      if (!this.#order.includes(label)) scope.warn(`footnote [^${label}] is never referred to`);
    }
    return items.length === 0
      ? undefined
      : html`<div class="footnotes" role="group" aria-label="${strings.footnotes}"><ol>${items}</ol></div>`;
  }
}

/** Reads `[^label]` and `[^label]: text`; the plugin's own numbering, which is per document, is not used. */
export function footnotes(md: MarkdownIt): void {
  // The plugin's types speak of an older markdown-it.
  (footnote as unknown as (md: MarkdownIt) => void)(md);
  md.core.ruler.disable("footnote_tail");
  md.inline.ruler.disable(["footnote_inline", "footnote_ref"]);
  md.inline.ruler.before("link", "note_mark", (state, silent) => {
    const [whole, label] = /^\[\^([^\s[\]]+)\]/.exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined) return false;
    if (!silent) state.push("note_mark", "", 0).content = label!;
    state.pos += whole.length;
    return true;
  });
  md.renderer.rules["note_mark"] = (tokens, i, _options, env) => {
    const scope = scopeOf(env);
    return scope.notes.mark(tokens[i]!.content, scope).markup;
  };
}

function endingWith({markup}: Html, end: Html): Html {
  const at = markup.lastIndexOf("</p>");
  return new Html(at < 0 ? markup + end.markup : `${markup.slice(0, at)} ${end.markup}${markup.slice(at)}`);
}
