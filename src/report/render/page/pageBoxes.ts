/** What the margins of the printed pages say. */
export interface PageBoxes {
  readonly title: string;
  /** Name of a kind of page (`chapter-3`) to its running head. */
  readonly heads: readonly (readonly [string, string])[];
  readonly notices: readonly string[];
  /** Such as `page {page} of {pages}`. */
  readonly pageOf: string;
  /** What stands above the rest of a listing that runs over a page. */
  readonly continued: string;
  /** Whether chapters begin where the one before them ends; defaults to false. */
  readonly flow?: boolean;
}

/** Style rules for the margins of A4 pages: running title, chapter, notice, page numbers; none of them on the cover. */
export function pageBoxes({title, heads, notices, pageOf, continued, flow = false}: PageBoxes): string {
  const notice = notices.length === 0 ? "" : `@bottom-left{content:${cssString(notices.join(" "))}}`;
  const pages = heads.map(([name, head]) => `@page ${name}{@top-right{content:${cssString(head)}}}`);
  return [
    `:root{--continued:${cssString(continued)}}`,
    `@page{@top-left{content:${cssString(title)}}@bottom-right{content:${counted(pageOf)}}${notice}}`,
    ...(flow
      ? [
          "@media print{.chapter{page:auto!important;break-before:auto}.contents~main>.chapter:first-child{break-before:page}}",
        ]
      : pages),
    "@page :first{@top-left{content:none}@top-right{content:none}@bottom-left{content:none}@bottom-right{content:none}}",
  ].join("\n");
}

/** The words around the page's number and the number of all pages. */
function counted(pageOf: string): string {
  const parts = pageOf.split(/\{(pages?)\}/);
  return parts.map((part, i) => (i % 2 === 1 ? `counter(${part})` : cssString(part))).join(" ");
}

/** Text as a string of a style sheet; nothing in it can end the string or the element around the sheet. */
export function cssString(text: string): string {
  const escaped = text.replaceAll(/[\\"'<>&\p{Cc}]/gu, (char) => `\\${char.codePointAt(0)!.toString(16)} `);
  return `"${escaped}"`;
}
