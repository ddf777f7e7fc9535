import type {MarkdownIt, Token} from "markdown-it";
import {html} from "../../../core/html.js";
import {scopeOf} from "./scope.js";

/** What a heading carries from parsing to writing. */
export interface HeadingMeta {
  /** Given by the author as `{#id}`. */
  readonly id: string | undefined;
  /** Set when the sections of the report are counted. */
  anchor?: string;
  number?: string | undefined;
  /** 2 and more: below the chapter. */
  level?: number;
}

/** Reads ids of headings, `## Limits {#limits}`, and writes numbers and links; Markdown's `#` is the page's `h2`. */
export function headings(md: MarkdownIt): void {
  md.core.ruler.push("heading_id", (state) => {
    state.tokens.forEach((token, i) => {
      if (token.type === "heading_open") token.meta = {id: takeId(state.tokens[i + 1]!)} satisfies HeadingMeta;
    });
  });
  md.renderer.rules.heading_open = (tokens, i) => {
    const {anchor, number} = metaOf(tokens[i]!);
    const shown = number === undefined ? undefined : html`<span class="number">${number}</span> `;
    return html`<${pageTag(tokens[i]!)}${anchor !== undefined && html` id="${anchor}"`}>${shown}`.markup;
  };
  md.renderer.rules.heading_close = (tokens, i, _options, env) => {
    const open = tokens[i - 2]!;
    const {anchor} = metaOf(open);
    const link =
      anchor !== undefined &&
      html` <a class="anchor" href="#${anchor}" aria-label="${scopeOf(env).strings.linkToSection}">#</a>`;
    return html`${link}</${pageTag(open)}>
`.markup;
  };
}

/** The level of a heading in Markdown, 1 to 6. */
export function levelOf({tag}: Token): number {
  return Number(tag.slice(1));
}

/** The title of the report is the page's first heading, so chapters are `h2`. */
function pageTag(token: Token): string {
  return `h${Math.min(6, (metaOf(token).level ?? levelOf(token)) + 1)}`;
}

function metaOf({meta}: Token): HeadingMeta {
  return meta as unknown as HeadingMeta;
}

function takeId(inline: Token): string | undefined {
  const last = inline.children?.at(-1);
  const [written, id] = (last?.type === "text" && /\s*\{#(?:sec-)?([\w-]+)\}\s*$/.exec(last.content)) || [];
  if (last && written !== undefined) last.content = last.content.slice(0, -written.length);
  return id;
}
