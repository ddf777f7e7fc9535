import type {MarkdownIt, Token} from "markdown-it";
import {decoded} from "../../../core/decoded.js";
import {Html, html} from "../../../core/html.js";
import {errorAt} from "../place.js";
import type {Scope} from "./scope.js";
import {scopeOf} from "./scope.js";

/** What a picture that stands alone in its paragraph carries: `![Caption](plan.png){#fig-plan}`. */
export interface FigureMeta {
  /** Without `fig-`; undefined: not numbered. */
  readonly id: string | undefined;
  /** Set when the figures of the report are counted. */
  label?: string;
}

/** Pictures are embedded; one that is a paragraph of its own becomes a figure with its text as the caption. */
export function pictures(md: MarkdownIt): void {
  md.core.ruler.push("figure_image", (state) => {
    state.tokens = state.tokens.flatMap((token, i, all) => {
      if (token.type === "inline" && figureIn(all, i) !== undefined)
        return figureToken(token, figureIn(all, i)!, state.Token);
      const inside = token.type === "paragraph_open" ? i + 1 : token.type === "paragraph_close" ? i - 1 : undefined;
      return inside !== undefined && figureIn(all, inside) !== undefined ? [] : [token];
    });
  });
  md.renderer.rules.image = (tokens, i, options, env, renderer) => {
    const token = tokens[i]!;
    const alt = renderer.renderInlineAsText(token.children ?? [], options, env);
    return html`<img src="${embedded(String(token.attrGet("src")), scopeOf(env))}" alt="${alt}">`.markup;
  };
  md.renderer.rules["figure_image"] = (tokens, i, options, env, renderer) => {
    const [image] = tokens[i]!.children!;
    const {id, label} = tokens[i]!.meta as unknown as FigureMeta;
    const caption = new Html(renderer.renderInline(image!.children ?? [], options, env));
    const own = id === undefined ? undefined : html` id="fig-${id}"`;
    const number = label === undefined ? undefined : html`<span class="label">${label}.</span> `;
    return html`<figure class="figure"${own}>${new Html(renderer.renderInline([image!], options, env))}<figcaption>${number}${caption}</figcaption></figure>
`.markup;
  };
}

function figureIn(tokens: readonly Token[], i: number): FigureMeta | undefined {
  const [image, end, ...more] = tokens[i]?.children ?? [];
  if (tokens[i - 1]?.type !== "paragraph_open" || tokens[i - 1]!.hidden) return undefined;
  if (image?.type !== "image" || image.content === "" || more.length > 0) return undefined;
  if (end === undefined) return {id: undefined};
  const [, id] = (end.type === "text" && /^\{#(?:fig-)?([\w-]+)\}$/.exec(end.content.trim())) || [];
  return id === undefined ? undefined : {id};
}

function figureToken(inline: Token, meta: FigureMeta, make: typeof Token): Token[] {
  const token = new make("figure_image", "figure", 0);
  token.children = inline.children!.slice(0, 1);
  token.meta = {...meta};
  token.block = true;
  return [token];
}

function embedded(src: string, {images, place}: Scope): string {
  const found = images[src] ?? images[decoded(src)];
  if (found !== undefined) return found;
  if (/^data:image\/(png|jpeg|gif|webp|svg\+xml);base64,[\w+/=]+$/.test(src)) return src;
  const why =
    /^[a-z][a-z+.-]*:/i.test(src) && !src.startsWith("attachment:")
      ? "a report fetches nothing; save the picture beside the notebook"
      : "expected a PNG, JPEG, GIF, WebP or SVG file beside the notebook, or an attachment of the cell";
  throw errorAt(place, "missing-file", `the picture "${src.slice(0, 80)}" cannot be embedded: ${why}`);
}
