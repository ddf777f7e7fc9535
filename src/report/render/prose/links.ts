import type {MarkdownIt} from "markdown-it";
import {decoded} from "../../../core/decoded.js";
import type {LabelKind} from "../labels.js";
import {labelKinds} from "../labels.js";
import type {Scope} from "./scope.js";
import {scopeOf} from "./scope.js";

/** Links inside the report are checked and led to the right place; links out of it open with no way back in. */
export function links(md: MarkdownIt): void {
  md.renderer.rules.link_open = (tokens, i, options, env, renderer) => {
    const token = tokens[i]!;
    const href = String(token.attrGet("href"));
    if (/^https?:/.test(href)) token.attrSet("rel", "noopener noreferrer");
    else token.attrSet("href", target(href, scopeOf(env)));
    return renderer.renderToken(tokens, i, options);
  };
}

const labelled = new RegExp(`^#(${labelKinds.join("|")})-(.+)$`);

function target(href: string, {labels, chapters, place, warn}: Scope): string {
  const [, chapter] = /(?:^|\/)([\w.-]+)\.ipynb$/.exec(href) ?? [];
  if (chapter !== undefined && chapters.has(chapter)) return `#sec-${chapter}`;
  const [, kind, id] = labelled.exec(href) ?? [];
  if (kind !== undefined) return `#${labels.find(kind as LabelKind, decoded(id!), place).anchor}`;
  if (!/^[a-z][a-z+.-]*:/i.test(href)) warn(`the link to "${href}" works only inside the project's folder`);
  return href;
}
