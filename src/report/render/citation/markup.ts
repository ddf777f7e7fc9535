import {escapeHtml, Html} from "../../../core/html.js";

const firstTag = 0xe200;
const firstCite = 0xe300;
const tags = {
  i: ["<i>", "</i>"],
  b: ["<b>", "</b>"],
  sup: ["<sup>", "</sup>"],
  sub: ["<sub>", "</sub>"],
  "small-caps": ['<span class="small-caps">', "</span>"],
  number: ['<span class="source-number">', "</span>"],
  text: ['<span class="source-text">', "</span>"],
} as const;

/**
 * The markup of citations. citeproc writes HTML of its own, made from whatever the sources say; so that nothing of theirs is ever taken
 * for markup, it is given a format in which tags are characters of the private use area. What comes out is escaped as a whole, and
 * those characters alone become tags.
 */
export const citationFormat: Readonly<Record<string, unknown>> = {
  text_escape: (text: string | undefined) => text ?? "",
  bibstart: "",
  bibend: "",
  "@font-style/italic": wrapped("i"),
  "@font-style/oblique": wrapped("i"),
  "@font-weight/bold": wrapped("b"),
  "@font-variant/small-caps": wrapped("small-caps"),
  "@vertical-align/sup": wrapped("sup"),
  "@vertical-align/sub": wrapped("sub"),
  "@display/left-margin": (_state: unknown, text: string) => wrapped("number").replace("%%STRING%%", () => text),
  "@display/right-inline": (_state: unknown, text: string) => wrapped("text").replace("%%STRING%%", () => text),
  "@display/block": (_state: unknown, text: string) => wrapped("text").replace("%%STRING%%", () => text),
  "@display/indent": (_state: unknown, text: string) => wrapped("text").replace("%%STRING%%", () => text),
  "@bibliography/entry": (_state: unknown, text: string) => text,
  "@quotes/true": quoted("open-quote", "close-quote"),
  "@quotes/inner": quoted("open-inner-quote", "close-inner-quote"),
  ...Object.fromEntries(
    [
      "@font-style/normal",
      "@font-variant/normal",
      "@font-weight/normal",
      "@font-weight/light",
      "@text-decoration/none",
      "@text-decoration/underline",
      "@vertical-align/baseline",
      "@quotes/false",
    ].map((name) => [name, false]),
  ),
  ...Object.fromEntries(
    ["@passthrough/true", "@strip-periods/true", "@strip-periods/false"].map((name) => [
      name,
      (_state: unknown, text: string) => text,
    ]),
  ),
};

/** Marks where the nth work of a citation begins and where one ends, inside the text that citeproc sees. */
export const citeStart = (n: number): string => String.fromCharCode(firstCite + n);
export const citeEnd = "\ue2ff";

/** Text without characters that mean tags here; no prose has any. */
export function withoutMarks(text: string): string {
  return text.replaceAll(/[\ue200-\ue3ff]/g, "");
}

/**
 * Turns what citeproc wrote into markup.
 * @param openCite the start tag of the nth work of a citation
 */
export function toMarkup(text: string, openCite: (n: number) => Html = () => new Html("")): Html {
  const markup = escapeHtml(text).replaceAll(/[\ue200-\ue3ff]/g, (mark) => {
    const code = mark.charCodeAt(0);
    if (code >= firstCite) return openCite(code - firstCite).markup;
    if (mark === citeEnd) return "</a>";
    const [open, close] = Object.values(tags)[(code - firstTag) >> 1] ?? ["", ""];
    return code % 2 === 0 ? open : close;
  });
  return new Html(markup);
}

/** Addresses in an entry become links. */
export function linked({markup}: Html): Html {
  return new Html(
    markup.replaceAll(
      /https?:\/\/(?:[^\s<&]|&amp;)*(?:[^\s<&.,;:)\]]|&amp;)/g,
      (address) => `<a href="${address}" rel="noopener noreferrer">${address}</a>`,
    ),
  );
}

function wrapped(tag: keyof typeof tags): string {
  const open = firstTag + 2 * Object.keys(tags).indexOf(tag);
  return `${String.fromCharCode(open)}%%STRING%%${String.fromCharCode(open + 1)}`;
}

function quoted(open: string, close: string): (state: {getTerm(name: string): string}, text?: string) => string {
  return (state, text) => (text === undefined ? "\u2019" : state.getTerm(open) + text + state.getTerm(close));
}
