import katex from "katex";
import type {MarkdownIt} from "markdown-it";
import {messageOf} from "../../../core/errors.js";
import {Html, html} from "../../../core/html.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import {restorePipes} from "./liveValue.js";
import {scopeOf} from "./scope.js";

/** What a formula carries from parsing to writing. */
export interface FormulaMeta {
  /** Whether it stands on its own. */
  readonly display: boolean;
  /** Given by the author as `{#eq-id}` after the formula. */
  readonly id?: string | undefined;
  /** Set when the equations of the report are counted. */
  number?: number;
}

/**
 * Formulas: `$...$` in a line, `$$...$$` on their own, `$$...$$ {#eq-loss}` with a number. A dollar before a digit's price is left
 * alone (Pandoc's rule).
 */
export function formulas(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "formula", (state, silent) => {
    const [whole, display, inline] = inlinePattern.exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined || state.src[state.pos - 1] === "\\") return false;
    if (!silent) {
      const token = state.push("formula", "", 0);
      token.content = restorePipes(display ?? inline ?? "");
      token.meta = {display: display !== undefined};
    }
    state.pos += whole.length;
    return true;
  });
  md.block.ruler.before(
    "fence",
    "formula_block",
    (state, start, end, silent) => {
      const line = (i: number): string => state.src.slice(state.bMarks[i]! + state.tShift[i]!, state.eMarks[i]);
      if (!line(start).startsWith("$$")) return false;
      let last = start;
      while (last < end && !closing.test(last === start ? line(last).slice(2) : line(last))) last++;
      if (last === end) return false;
      if (silent) return true;
      const text = state.getLines(start, last + 1, state.tShift[start]!, false).trim();
      const [whole, id] = closing.exec(text) ?? [""];
      const token = state.push("formula", "", 0);
      token.content = restorePipes(text.slice(2, -whole.length));
      token.meta = {display: true, id} satisfies FormulaMeta;
      token.block = true;
      token.map = [start, last + 1];
      state.line = last + 1;
      return true;
    },
    {alt: ["paragraph", "reference", "blockquote", "list"]},
  );
  md.renderer.rules["formula"] = (tokens, i, _options, env) => {
    const {content, meta, block} = tokens[i]!;
    const {display, id, number} = meta as unknown as FormulaMeta;
    const markup = typeset(content, display, scopeOf(env).place);
    if (!display) return markup;
    if (!block) return `<span class="formula" tabindex="0">${markup}</span>`;
    const shown = number === undefined ? undefined : html`<span class="equation-number">(${number})</span>`;
    return html`<div class="formula${shown && " numbered"}"${shown && html` id="eq-${id}"`} tabindex="0">${new Html(markup)}${shown}</div>
`.markup;
  };
}

/** The end of a formula on its own. */
const closing = /\$\$\s*(?:\{#(?:eq-)?([\w.-]+)\})?\s*$/;

const inlinePattern =
  /^(?:\$\$([^$]+)\$\$|\$((?:[^\s$\\]|\\[\s\S])(?:(?:[^$\\]|\\[\s\S])*(?:[^\s$\\]|\\[\s\S]))?)\$(?!\d))/;

function typeset(tex: string, displayMode: boolean, place: Place): string {
  try {
    return katex.renderToString(tex.trim(), {displayMode, throwOnError: true, trust: false, strict: "ignore"});
  } catch (cause) {
    throw errorAt(place, "bad-notebook", `the formula $${tex.trim()}$ cannot be typeset: ${messageOf(cause)}`);
  }
}
