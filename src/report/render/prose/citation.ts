import type {MarkdownIt} from "markdown-it";
import type {Citation} from "../citation/parseCitation.js";
import {parseCitation} from "../citation/parseCitation.js";
import {scopeOf} from "./scope.js";

/** Reads `[@selvaraju2017, p. 3]` and, where the report has sources, `@selvaraju2017` in text. */
export function citations(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "citation", (state, silent) => {
    const first = state.src[state.pos];
    if (first !== "@" && first !== "[") return false;
    const {citations} = scopeOf(state.env);
    if (first === "@" && (!citations.any || /[\w/]/.test(state.src[state.pos - 1] ?? ""))) return false;
    const citation = parseCitation(state.src.slice(state.pos));
    // The name of a package, such as @scope/name, looks like a key.
    if (citation === undefined || (citation.inText && /\//.test(citation.cites[0]!.key) && !citations.knows(citation)))
      return false;
    if (!silent) {
      state.push("citation", "", 0).meta = {...citation};
      citations.note(citation);
    }
    state.pos += citation.length;
    return true;
  });
  md.renderer.rules["citation"] = (tokens, i, _options, env) => {
    const {citations, place} = scopeOf(env);
    return citations.write(tokens[i]!.meta as unknown as Citation, place).markup;
  };
}
