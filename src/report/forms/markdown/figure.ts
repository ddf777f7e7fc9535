import {descendants, first, hasClass, isElement, visibleText} from "../../../core/markup/elements.js";
import type {Element} from "../../../core/markup/parseHtml.js";
import {drawFigure} from "../../render/figure/drawFigure.js";
import type {FigureSpec} from "../../render/figure/figure.js";
import {selfContained} from "../../render/figure/selfContained.js";
import {escapeInline} from "./escape.js";
import {inline} from "./inline.js";
import {type MarkdownPage, markOf} from "./page.js";
import {storePicture} from "./pictures.js";
import {table} from "./table.js";

/** A figure with its caption: a chart as an SVG file, pictures as PNG files, tables as Markdown. */
export function figure(
  element: Element,
  page: MarkdownPage,
  blocks: (element: Element) => readonly string[],
): readonly string[] {
  const {attributes, children} = element;
  const caption = first(element, ({tag}) => tag === "figcaption");
  const mark = markOf(attributes["id"], page);
  const text = caption === undefined ? "" : captionText(caption, page);
  const isAbove = caption !== undefined && children.find(isElement) === caption;
  const said = [mark + text].filter((part) => part !== "");
  const shown = children
    .filter(isElement)
    .filter((child) => child !== caption)
    .flatMap((child) => content(child, element, page, blocks));
  return isAbove ? [...said, ...shown] : [...(mark === "" ? [] : [mark]), ...shown, ...(text === "" ? [] : [text])];
}

function captionText({children}: Element, page: MarkdownPage): string {
  return children
    .map((child) =>
      isElement(child) && hasClass(child, "label") ? `**${escapeInline(visibleText(child))}**` : inline([child], page),
    )
    .join("")
    .trim();
}

function content(
  element: Element,
  around: Element,
  page: MarkdownPage,
  blocks: (element: Element) => readonly string[],
): readonly string[] {
  if (hasClass(element, "plot")) return [plot(element, around, page)];
  if (hasClass(element, "pictures")) return [grid(element, page)];
  if (element.tag === "img")
    return [
      `![${escapeInline(element.attributes["alt"] ?? "")}](${storePicture(element.attributes["src"] ?? "", page)})`,
    ];
  const inside =
    element.tag === "table"
      ? element
      : hasClass(element, "scroll")
        ? first(element, ({tag}) => tag === "table")
        : undefined;
  return inside ? [table(inside, page)] : blocks(element);
}

function plot(element: Element, around: Element, page: MarkdownPage): string {
  const {"aria-label": alt = "", "data-plot": name = ""} = element.attributes;
  const data = first(around, ({tag, attributes}) => tag === "script" && attributes["type"] === "application/json");
  const [json] = data?.children ?? [];
  const spec = JSON.parse(json !== undefined && !isElement(json) ? json.text : "{}") as FigureSpec;
  const drawing = drawFigure(spec);
  if ("svg" in drawing) {
    const {svg, width, height} = drawing;
    const paper = page.tokens.get("paper") === undefined ? "#fff" : "var(--paper)";
    const ground = `<rect width="${width}" height="${height}" fill="${paper}"/>`;
    const onPaper = svg.replace(/^<svg [^>]*>/, (open) => open + ground);
    return `![${escapeInline(alt)}](${page.store(`figures/${fileName(name)}.svg`, `${selfContained(onPaper, page.tokens)}\n`)})`;
  }
  page.warn(
    `${page.path}: the figure ${name} cannot be drawn without a browser (${drawing.unsupported}); its text stands for it`,
  );
  return `*${escapeInline(alt)}*`;
}

function fileName(id: string): string {
  return id.replaceAll(/[^\p{L}\p{N}._-]/gu, "-");
}

/** Small pictures in the columns that they have on the page, each above its label. */
function grid(element: Element, page: MarkdownPage): string {
  const columns = Number(/--columns:\s*(\d+)/.exec(element.attributes["style"] ?? "")?.[1] ?? 1);
  const items = [...descendants(element)].filter((one) => hasClass(one, "picture"));
  const rows = Array.from({length: Math.ceil(items.length / columns)}, (_, i) =>
    items.slice(i * columns, (i + 1) * columns),
  );
  const line = (cells: readonly string[]): string =>
    `| ${Array.from({length: Math.min(columns, items.length)}, (_, i) => cells[i] ?? "").join(" | ")} |`;
  const [head, ...more] = rows.map((row) => line(row.map((item) => cellOf(item, page))));
  return [head, line(Array.from({length: columns}, () => ":---:")), ...more].join("\n");
}

function cellOf(item: Element, page: MarkdownPage): string {
  const image = first(item, ({tag}) => tag === "img");
  const label = first(item, (one) => hasClass(one, "picture-label"));
  const tone = label === undefined ? "" : hasClass(label, "good") ? "✓ " : hasClass(label, "bad") ? "✗ " : "";
  const words = label === undefined ? "" : tone + escapeInline(visibleText(label));
  const picture = `![${words}](${storePicture(image?.attributes["src"] ?? "", page, 64)})`;
  return words === "" ? picture : `${picture}<br>${words}`;
}
