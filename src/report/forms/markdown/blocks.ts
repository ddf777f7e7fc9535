import {decoded} from "../../../core/decoded.js";
import {descendants, first, hasClass, isElement, visibleText} from "../../../core/markup/elements.js";
import {decode, type Element, type Text} from "../../../core/markup/parseHtml.js";
import {codeBlock, escapeStart} from "./escape.js";
import {figure} from "./figure.js";
import {inline, isIdle, texOf} from "./inline.js";
import {type MarkdownPage, markOf} from "./page.js";
import {table} from "./table.js";

/** The content of an element as blocks of Markdown, to be joined by empty lines. */
export function blocks(element: Element, page: MarkdownPage): readonly string[] {
  const found: string[] = [];
  let line: (Element | Text)[] = [];
  const finish = (): void => {
    const text = escapeStart(inline(line, page).trim());
    if (text !== "") found.push(text);
    line = [];
  };
  for (const child of element.children) {
    if (!isElement(child) || inlineTags.has(child.tag)) line.push(child);
    else {
      finish();
      found.push(...block(child, page));
    }
  }
  finish();
  return found;
}

const inlineTags = new Set("a abbr b br code del em i img kbd s small span strong sub sup svg time".split(" "));

function block(element: Element, page: MarkdownPage): readonly string[] {
  if (isIdle(element)) return [];
  const {tag, attributes, children} = element;
  const mark = markOf(attributes["id"], page);
  const marked = (parts: readonly string[]): readonly string[] => (mark === "" ? parts : [mark, ...parts]);
  switch (tag) {
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      const level = "#".repeat(Number(tag[1]) - 1);
      return marked([`${level} ${inline(children, page).replaceAll(/\s+/g, " ").trim()}`]);
    }
    case "p":
      return marked([escapeStart(inline(children, page).trim())].filter((text) => text !== ""));
    case "ul":
    case "ol":
      return [list(element, page)];
    case "dl":
      return [definitions(element, page)];
    case "blockquote":
      return [quoted(blocks(element, page).join("\n\n"))];
    case "hr":
      return ["---"];
    case "pre":
      return [codeBlock(plainText(element), attributes["data-language"] ?? (hasClass(element, "code") ? "" : "text"))];
    case "table":
      return [table(element, page)];
    case "figure":
      return figure(element, page, (inside) => block(inside, page));
    case "details":
      return details(element, page);
    case "iframe":
      return [frame(element, page)];
    case "aside":
      return hasClass(element, "callout") ? [callout(element, page)] : marked(blocks(element, page));
    default:
      if (hasClass(element, "formula")) return marked([formula(element)]);
      if (hasClass(element, "footnotes")) return footnotes(element, page);
      return marked(blocks(element, page));
  }
}

function list(element: Element, page: MarkdownPage): string {
  const start = Number(element.attributes["start"] ?? 1);
  const items = element.children.filter(isElement).filter(({tag}) => tag === "li");
  const texts = items.map((item, i) => {
    const marker = element.tag === "ol" ? `${start + i}. ` : "- ";
    const parts = blocks(item, page);
    const isLoose = item.children.some((child) => isElement(child) && child.tag === "p");
    const body = markOf(item.attributes["id"], page) + parts.join(isLoose ? "\n\n" : "\n");
    return {text: marker + indented(body, marker.length), isLoose};
  });
  return texts.map(({text}) => text).join(texts.some(({isLoose}) => isLoose) ? "\n\n" : "\n");
}

/** Markdown has no lists of terms: each is a line. */
function definitions(element: Element, page: MarkdownPage): string {
  const parts = [...descendants(element)].filter(({tag}) => tag === "dt" || tag === "dd");
  const lines: string[] = [];
  for (const {tag, children, attributes} of parts) {
    // What the page sets in a smaller line of its own.
    const words = children.map((child) =>
      isElement(child) && hasClass(child, "interval") ? ` (${inline([child], page)})` : inline([child], page),
    );
    const text = words.join("").replaceAll(/\s+/g, " ").trim();
    if (tag === "dt") lines.push(`- ${markOf(attributes["id"], page)}**${text}**:`);
    else lines[lines.length - 1] += ` ${text}`;
  }
  return lines.join("\n");
}

function callout(element: Element, page: MarkdownPage): string {
  const kind = ["note", "tip", "warning", "important"].find((name) => hasClass(element, name)) ?? "note";
  const title = first(element, (one) => hasClass(one, "callout-title"));
  const words = title ? inline(title.children, page).trim() : "";
  // GitHub writes the kind itself.
  const own = words.includes(": ") ? words.slice(words.indexOf(": ") + 2) : "";
  const rest = {...element, children: element.children.filter((child) => child !== title)};
  const body = [...(own === "" ? [] : [`**${own}**`]), ...blocks(rest, page)].join("\n\n");
  return quoted(`[!${kind.toUpperCase()}]\n${body}`);
}

function details(element: Element, page: MarkdownPage): readonly string[] {
  const summary = first(element, ({tag}) => tag === "summary");
  const rest = {...element, children: element.children.filter((child) => child !== summary)};
  const open = "open" in element.attributes ? " open" : "";
  const title = summary ? visibleText(summary) : "";
  return [`<details${open}><summary>${title.replaceAll("<", "&lt;")}</summary>`, ...blocks(rest, page), "</details>"];
}

function formula(element: Element): string {
  const number = first(element, (one) => hasClass(one, "equation-number"));
  const tag = number ? ` \\tag{${visibleText(number).replaceAll(/[()]/g, "")}}` : "";
  return `$$\n${texOf(element)}${tag}\n$$`;
}

function footnotes(element: Element, page: MarkdownPage): readonly string[] {
  const items = [...descendants(element)].filter(({tag}) => tag === "li");
  return items.map((item, i) => `[^${i + 1}]: ${indented(blocks(item, page).join("\n\n"), 4)}`);
}

/** HTML that a cell made by other means cannot stand in a wiki; it is in the report. */
function frame({attributes}: Element, page: MarkdownPage): string {
  const title = attributes["title"] ?? "";
  page.warn(`${page.path}: HTML of a cell is left to the report (${title})`);
  return `*[${title}](../report.html)*`;
}

function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`.trimEnd())
    .join("\n");
}

function indented(text: string, by: number): string {
  return text.replaceAll(/\n(?=[^\n])/g, `\n${" ".repeat(by)}`);
}

/** The text of code and of what a program wrote, line by line as it stands. */
function plainText(element: Element): string {
  return element.children
    .map((child) => (isElement(child) ? (isIdle(child) ? "" : plainText(child)) : decode(child.text)))
    .join("");
}

/** The places that the links of an element lead to; a value leads nowhere in Markdown. */
export function linkedIds(element: Element): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const one of descendants(element)) {
    const {href = ""} = one.attributes;
    if (one.tag === "a" && href.startsWith("#") && !hasClass(one, "value") && !isIdle(one))
      ids.add(decoded(href.slice(1)));
  }
  return ids;
}
