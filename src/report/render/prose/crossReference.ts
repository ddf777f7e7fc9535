import type {MarkdownIt} from "markdown-it";
import {html} from "../../../core/html.js";
import type {LabelKind} from "../labels.js";
import {labelKinds} from "../labels.js";
import {scopeOf} from "./scope.js";

/** Reads `@fig-confusion`, `@tab-metrics`, `@sec-limits` in text and writes a link, `Figure 3`; `[-@fig-confusion]` writes the number alone. */
export function crossReferences(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "cross_reference", (state, silent) => {
    const first = state.src[state.pos];
    if ((first !== "@" && first !== "[") || /\w/.test(state.src[state.pos - 1] ?? "")) return false;
    const short = first === "[";
    const [whole, kind, id] = (short ? shortPattern : pattern).exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined) return false;
    if (!silent) state.push("cross_reference", "", 0).meta = {kind, id, short};
    state.pos += whole.length;
    return true;
  });
  md.renderer.rules["cross_reference"] = (tokens, i, _options, env) => {
    const {kind, id, short} = tokens[i]!.meta as {kind: LabelKind; id: string; short: boolean};
    const {labels, place} = scopeOf(env);
    const {anchor, text} = labels.find(kind, id, place);
    return html`<a class="reference" href="#${anchor}">${short ? text.replace(/^.*\s/, "") : text.replace(" ", "\u00a0")}</a>`
      .markup;
  };
}

/** An id ends in a letter or digit, so that the full stop after a reference is none of it. */
const name = `@(${labelKinds.join("|")})-([\\p{L}\\p{N}]+(?:[-_.][\\p{L}\\p{N}]+)*)`;
const pattern = new RegExp(`^${name}`, "u");
const shortPattern = new RegExp(`^\\[-${name}\\]`, "u");
