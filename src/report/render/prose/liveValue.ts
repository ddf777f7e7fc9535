import type {MarkdownIt} from "markdown-it";
import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {fill} from "../pageStrings.js";
import {anchorOf, errorAt} from "../place.js";
import {formatValue} from "../value/formats.js";
import {FormatProblem, parseFormat} from "../value/parseFormat.js";
import {withSuperscripts} from "../value/superscripts.js";
import {lookUp} from "../value/values.js";
import type {Scope} from "./scope.js";
import {scopeOf} from "./scope.js";

/** Reads `{{baseline.cnn.accuracy | percent(1)}}` in text; not in code and not in formulas. */
export function liveValues(md: MarkdownIt): void {
  md.inline.ruler.before("escape", "live_value", (state, silent) => {
    if (!state.src.startsWith("{{", state.pos)) return false;
    const [whole, expression] = /^\{\{([^{}\n]*)\}\}/.exec(state.src.slice(state.pos)) ?? [];
    if (whole === undefined) {
      if (!silent) state.push("open_value", "", 0).content = /^.*/.exec(state.src.slice(state.pos))![0];
      state.pos += 2;
      return true;
    }
    if (!silent) state.push("live_value", "", 0).content = restorePipes(expression!).trim();
    state.pos += whole.length;
    return true;
  });
  md.renderer.rules["open_value"] = (tokens, i, _options, env) => {
    const begun = tokens[i]!.content.slice(0, 40);
    throw errorAt(scopeOf(env).place, "bad-reference", `"${begun}" is not closed; write }} on the same line`);
  };
  md.renderer.rules["live_value"] = (tokens, i, _options, env) => showValue(tokens[i]!.content, scopeOf(env)).markup;
}

/** Hides the pipes of live values from the parser of tables; {@link restorePipes} undoes it. */
export function hidePipes(source: string): string {
  return source.replaceAll(/\{\{[^{}\n]*\}\}/g, (expression) => expression.replaceAll("|", hidden));
}

export function restorePipes(source: string): string {
  return source.replaceAll(hidden, "|");
}

/** A character of the private use area, which no prose contains. */
const hidden = "\ue000";

function showValue(expression: string, scope: Scope): Html {
  const {place, values, used, strings} = scope;
  const [, path, format = ""] = /^([^|]*?)\s*(?:\|(.*))?$/.exec(expression) ?? [];
  if (!path || !/^[\w-]+(\.[\w-]+)*$/.test(path)) {
    throw errorAt(place, "bad-reference", `"{{${expression}}}" is no value; write {{path}} or {{path | format}}`);
  }
  const {value, place: origin, path: published} = lookUp(values, path, place);
  used.add(published);
  try {
    const text = withSuperscripts(formatValue(value, parseFormat(format), strings.value));
    const source = fill(strings.page.computedIn, {path, chapter: origin.chapter, cell: origin.cell});
    return html`<a class="value" href="#${anchorOf(origin)}" title="${source}">${text}</a>`;
  } catch (cause) {
    if (!(cause instanceof FormatProblem)) throw cause;
    throw errorAt(place, "bad-reference", `{{${expression}}}: ${cause.message}`);
  }
}
