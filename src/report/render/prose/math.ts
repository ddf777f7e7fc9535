import katex from "katex";
import type {MarkdownIt} from "markdown-it";
import {messageOf} from "../../../core/errors.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import {restorePipes} from "./liveValue.js";
import {scopeOf} from "./scope.js";

/** Formulas: `$...$` in a line, `$$...$$` on their own. A dollar before a digit's price is left alone (Pandoc's rule). */
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
  md.block.ruler.before("fence", "formula_block", (state, start, end, silent) => {
    const line = (i: number): string => state.src.slice(state.bMarks[i]! + state.tShift[i]!, state.eMarks[i]);
    if (!line(start).startsWith("$$")) return false;
    let last = start;
    const closes = (i: number): boolean => (i === start ? line(i).slice(2) : line(i)).trimEnd().endsWith("$$");
    while (last < end && !closes(last)) last++;
    if (last === end) return false;
    if (silent) return true;
    const text = state.getLines(start, last + 1, state.tShift[start]!, false).trim();
    const token = state.push("formula", "", 0);
    token.content = restorePipes(text.slice(2, -2));
    token.meta = {display: true};
    token.block = true;
    token.map = [start, last + 1];
    state.line = last + 1;
    return true;
  });
  md.renderer.rules["formula"] = (tokens, i, _options, env) => {
    const {content, meta} = tokens[i]!;
    return typeset(content, meta?.["display"] === true, scopeOf(env).place);
  };
}

const inlinePattern =
  /^(?:\$\$([^$]+)\$\$|\$((?:[^\s$\\]|\\[\s\S])(?:(?:[^$\\]|\\[\s\S])*(?:[^\s$\\]|\\[\s\S]))?)\$(?!\d))/;

function typeset(tex: string, displayMode: boolean, place: Place): string {
  try {
    const markup = katex.renderToString(tex.trim(), {displayMode, throwOnError: true, trust: false, strict: "ignore"});
    return displayMode ? `<div class="formula" tabindex="0">${markup}</div>\n` : markup;
  } catch (cause) {
    throw errorAt(place, "bad-notebook", `the formula $${tex.trim()}$ cannot be typeset: ${messageOf(cause)}`);
  }
}
