import type {MarkdownIt} from "markdown-it";
import container from "markdown-it-container";
import {Html, html} from "../../../core/html.js";
import {suggestion} from "../../../core/nearest.js";
import {errorAt} from "../place.js";
import type {ProseStrings} from "../proseStrings.js";
import {scopeOf} from "./scope.js";

const kinds = ["note", "tip", "warning", "important"];

/** `:::note` or `:::warning A title`, closed by `:::`. */
export function callouts(md: MarkdownIt): void {
  const render: MarkdownIt["renderer"]["rules"][string] = (tokens, i, _options, env) => {
    if (tokens[i]!.nesting < 0) return "</aside>\n";
    const [, kind = "", title = ""] = /^\s*(\S+)\s*(.*?)\s*$/.exec(tokens[i]!.info) ?? [];
    if (!kinds.includes(kind)) {
      const hint = suggestion(kind, kinds) || `; there are ${kinds.join(", ")}`;
      throw errorAt(scopeOf(env).place, "bad-notebook", `":::${kind}" is no callout${hint}`);
    }
    const name = scopeOf(env).strings.callouts[kind as keyof ProseStrings["callouts"]];
    const heading = title === "" ? name : html`${name}: ${new Html(md.renderInline(title, env))}`;
    return html`<aside class="callout ${kind}" role="note"><p class="callout-title">${heading}</p>
`.markup;
  };
  // The plugin's types speak of an older markdown-it.
  const use = container as unknown as (md: MarkdownIt, name: string, options: object) => void;
  use(md, "callout", {validate: (info: string) => /^\s*[a-z]+/i.test(info), render});
}
