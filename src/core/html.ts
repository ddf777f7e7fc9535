/** Markup that is safe to put into a page. A string is text until it has gone through {@link html}. */
export class Html {
  readonly markup: string;

  /** @param markup trusted: written by this package or already escaped; anything else goes through {@link html} */
  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template: text is escaped, markup passes, nothing shows as nothing. */
export type Part = Html | string | number | undefined | false | readonly Part[];

/** Builds markup; strings and numbers in it are escaped, in text and in quoted attributes alike. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(fixed.reduce((markup, text, i) => markup + show(parts[i - 1]) + text));
}

/** Joins pieces of markup, one a line. */
export function lines(parts: readonly (Html | undefined)[]): Html {
  return new Html(parts.flatMap((part) => (part ? [part.markup] : [])).join("\n"));
}

/** Escapes text for element content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (char) => entities[char]!);
}

/** The visible text of markup: tags dropped, the entities that {@link escapeHtml} writes turned back. */
export function textOf({markup}: Html): string {
  const text = markup.replaceAll(/<annotation[\s\S]*?<\/annotation>|<[^>]*>/g, "");
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity]!).trim();
}

const entities: Record<string, string> = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"};
const characters: Record<string, string> = Object.fromEntries(Object.entries(entities).map(([c, e]) => [e, c]));

function show(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "object") return part.map(show).join("");
  return escapeHtml(String(part));
}
