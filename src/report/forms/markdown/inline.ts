import {decoded} from "../../../core/decoded.js";
import {hasClass, isElement, visibleText} from "../../../core/markup/elements.js";
import {decode, type Element, type Text} from "../../../core/markup/parseHtml.js";
import {codeSpan, escapeInline} from "./escape.js";
import {addressOf, type MarkdownPage, markOf} from "./page.js";
import {storePicture} from "./pictures.js";

/** Text and elements of a line as Markdown; spaces that hold lines together are plain ones in a text that people edit. */
export function inline(nodes: readonly (Element | Text)[], page: MarkdownPage): string {
  return nodes
    .map((node) =>
      isElement(node) ? inlineElement(node, page) : escapeInline(decode(node.text).replaceAll(/\s+/g, " ")),
    )
    .join("");
}

/** Whether an element is there for the hand or the eye alone: buttons, drawings, links to oneself. */
export function isIdle(element: Element): boolean {
  return idleTags.has(element.tag) || idleClasses.some((name) => hasClass(element, name));
}

const idleTags = new Set(["script", "style", "button", "svg", "dialog", "nav", "template"]);
const idleClasses = ["tools", "anchor", "back", "print-only", "page", "skip", "scroll-hint"];

function inlineElement(element: Element, page: MarkdownPage): string {
  if (isIdle(element)) return "";
  const {tag, attributes, children} = element;
  if (hasClass(element, "katex")) return `$${texOf(element)}$`;
  if (hasClass(element, "source-number")) return sourceNumber(element);
  if (hasClass(element, "note-mark")) return `[^${visibleText(element)}]`;
  switch (tag) {
    case "em":
    case "i":
      return around("*", inline(children, page));
    case "strong":
    case "b":
      return around("**", inline(children, page));
    case "s":
    case "del":
      return around("~~", inline(children, page));
    case "sup":
    case "sub":
    case "kbd":
      return `<${tag}>${inline(children, page)}</${tag}>`;
    case "code":
      return codeSpan(visibleText(element));
    case "br":
      return "<br>";
    case "img":
      return `![${escapeInline(attributes["alt"] ?? "")}](${storePicture(attributes["src"] ?? "", page)})`;
    case "a":
      return link(element, page);
    default:
      return markOf(attributes["id"], page) + inline(children, page);
  }
}

/** The list numbers its entries by itself; other marks of a source stand before its text. */
function sourceNumber(element: Element): string {
  const text = visibleText(element).trim();
  return /^\W?\d+\W?$/.test(text) ? "" : `${escapeInline(text)} `;
}

function link(element: Element, page: MarkdownPage): string {
  const {attributes, children} = element;
  const text = inline(children, page);
  const href = attributes["href"] ?? "";
  const mark = markOf(attributes["id"], page);
  // A value leads to its cell on the page; in a wiki the number alone is read.
  if (hasClass(element, "value") || href === "") return mark + text;
  const target = href.startsWith("#") ? addressOf(decoded(href.slice(1)), page) : href;
  const shown = hasClass(element, "claim") ? `**${text}**` : text;
  return mark + (target === undefined ? shown : `[${shown}](${target.replaceAll(/[()\s]/g, encodeURIComponent)})`);
}

/** What KaTeX was given. */
export function texOf(element: Element): string {
  const find = (from: Element): string | undefined => {
    for (const child of from.children) {
      if (!isElement(child)) continue;
      if (child.tag === "annotation")
        return child.children.map((text) => (isElement(text) ? "" : decode(text.text))).join("");
      const inside = find(child);
      if (inside !== undefined) return inside;
    }
    return undefined;
  };
  return (find(element) ?? visibleText(element)).trim();
}

/** Marks hug what they mark; spaces stay outside. */
function around(mark: string, text: string): string {
  const [, before, inner, after] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text)!;
  return inner === "" ? text : `${before}${mark}${inner}${mark}${after}`;
}
