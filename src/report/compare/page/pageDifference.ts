import {hasClass, isElement, visibleText} from "../../../core/markup/elements.js";
import {type Element, parseHtml} from "../../../core/markup/parseHtml.js";
import {type ByteRange, byteRange, excerpt} from "./byteDifference.js";

/** Where two pages differ first. */
export interface PageDifference {
  readonly bytes: ByteRange;
  /** `chapter "2 Two baselines" (03-baseline), figure fig-curves, <figcaption>`. */
  readonly where: string;
  /** What stands there. */
  readonly old: string;
  readonly new: string;
}

/** The first place where two pages differ; undefined where they are equal byte for byte. */
export function pageDifference(old: Uint8Array, now: Uint8Array): PageDifference | undefined {
  const bytes = byteRange(old, now);
  if (bytes === undefined) return undefined;
  const [before, after] = [old, now].map((page) => Buffer.from(page).toString("utf8")) as [string, string];
  // Bytes before the place are equal, so the place has the same number of characters before it in both.
  const at = Buffer.from(old.subarray(0, bytes.start)).toString("utf8").length;
  const inOld = at < before.length;
  return {
    bytes,
    where: placeOf(parseHtml(inOld ? before : after), at),
    old: excerpt(before, at),
    new: excerpt(after, at),
  };
}

/** Names a place of a page from the outside in: chapter, captioned figure or named element, innermost tag. */
export function placeOf(root: Element, offset: number): string {
  const path: Element[] = [];
  for (let inside: Element | undefined = root; inside; ) {
    path.push(inside);
    inside = inside.children.filter(isElement).find(({start, end}) => start <= offset && offset < end);
  }
  const depth = path.findIndex((element) => element.tag === "section" && hasClass(element, "chapter"));
  const chapter = path[depth];
  const named = path
    .slice(depth + 1)
    .filter(({attributes}) => attributes["id"] !== undefined)
    .at(-1);
  const innermost = path.at(-1)!;
  const parts = [
    chapter && chapterName(chapter),
    named && named !== innermost
      ? `${named.tag === "figure" ? "figure" : `<${named.tag}>`} ${named.attributes["id"]}`
      : undefined,
    innermost.tag === "" ? undefined : describe(innermost),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join(", ") : "outside of any element";
}

function chapterName(section: Element): string {
  const head = section.children.filter(isElement).find(({tag}) => /^h[1-6]$/.test(tag));
  if (!head) return "a chapter without a heading";
  const title = visibleText(head, (element) => hasClass(element, "anchor") || element.tag === "button");
  const notebook = head.attributes["data-notebook"];
  return `chapter "${title}"${notebook === undefined ? "" : ` (${notebook})`}`;
}

function describe({tag, attributes}: Element): string {
  const kind: Record<string, string> = {style: "a style sheet", script: "a script", head: "the head", body: "the body"};
  if (tag === "script" && attributes["type"] === "application/json") return "the data of the figure";
  const id = attributes["id"] === undefined ? "" : ` ${attributes["id"]}`;
  const name = attributes["class"] === undefined ? "" : ` class="${attributes["class"]}"`;
  return kind[tag] ?? `<${tag}${id || name}>`;
}
