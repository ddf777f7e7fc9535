import {sha256} from "../../../core/hash.js";
import {descendants, first, hasClass, isElement, isHidden, visibleText} from "../../../core/markup/elements.js";
import type {Element} from "../../../core/markup/parseHtml.js";

/** A captioned figure or table of a page. */
export interface PageFigure {
  /** `fig-confusion`, `tab-metrics`. */
  readonly anchor: string;
  /** `Figure 3`. */
  readonly label: string;
  /** Without its label. */
  readonly caption: string;
  /** Notebook. */
  readonly chapter: string;
  /** What is drawn: the specification of a plot, the cells of a table, the pictures; equal contents look equal. */
  readonly content: FigureContent;
  /** Markup that shows it without a script; undefined where the page has none. */
  readonly drawing: string | undefined;
}

export type FigureContent =
  | {readonly kind: "plot"; readonly specification: unknown; readonly alt: string}
  | {readonly kind: "table"; readonly rows: readonly (readonly string[])[]}
  | {readonly kind: "pictures"; readonly pictures: readonly PagePicture[]; readonly alt: string}
  | {readonly kind: "other"; readonly sha256: string};

export interface PagePicture {
  /** Of its address, which holds the picture itself. */
  readonly sha256: string;
  readonly label: string;
}

/** @param markup the whole page, into which the element's offsets point */
export function readFigure(figure: Element, markup: string, chapter: string): PageFigure {
  const caption = first(figure, ({tag}) => tag === "figcaption");
  const label = caption && first(caption, (element) => hasClass(element, "label"));
  return {
    anchor: figure.attributes["id"] ?? "",
    label: label ? visibleText(label).replace(/[.:]$/, "") : "",
    caption: caption ? visibleText(caption, (element) => isHidden(element) || hasClass(element, "label")) : "",
    chapter,
    content: contentOf(figure, caption, markup),
    drawing: drawingOf(figure, markup),
  };
}

function contentOf(figure: Element, caption: Element | undefined, markup: string): FigureContent {
  const plot = first(figure, ({attributes}) => attributes["data-plot"] !== undefined);
  const json = first(figure, ({tag, attributes}) => tag === "script" && attributes["type"] === "application/json");
  if (plot && json) {
    return {kind: "plot", specification: parse(rawText(json)), alt: plot.attributes["aria-label"] ?? ""};
  }
  const table = first(figure, ({tag}) => tag === "table");
  if (table) return {kind: "table", rows: rowsOf(table)};
  const images = [...descendants(figure)].filter(({tag}) => tag === "img");
  if (images.length > 0) return {kind: "pictures", pictures: picturesOf(figure, images), alt: altOf(figure)};
  const body = figure.children.filter((child) => child !== caption).map(({start, end}) => markup.slice(start, end));
  return {kind: "other", sha256: sha256(body.join(""))};
}

function drawingOf(figure: Element, markup: string): string | undefined {
  const plot = first(figure, ({attributes}) => attributes["data-plot"] !== undefined);
  const shown = plot
    ? first(plot, ({tag}) => tag === "svg")
    : (first(figure, (element) => hasClass(element, "pictures") || element.tag === "table") ??
      first(figure, ({tag}) => tag === "img" || tag === "svg"));
  return shown && markup.slice(shown.start, shown.end);
}

function rowsOf(table: Element): string[][] {
  const rows = [...descendants(table)].filter(({tag}) => tag === "tr");
  return rows.map(({children}) =>
    children
      .filter(isElement)
      .filter(({tag}) => tag === "td" || tag === "th")
      .map((cell) => visibleText(cell)),
  );
}

function picturesOf(figure: Element, images: readonly Element[]): PagePicture[] {
  const holders = [...descendants(figure)].filter((element) => hasClass(element, "picture"));
  return images.map(({attributes, start}) => {
    const holder = holders.find((element) => element.start < start && start < element.end);
    const label = holder && first(holder, (element) => hasClass(element, "picture-label"));
    return {sha256: sha256(attributes["src"] ?? ""), label: label ? visibleText(label) : (attributes["alt"] ?? "")};
  });
}

function altOf(figure: Element): string {
  return first(figure, (element) => hasClass(element, "pictures"))?.attributes["aria-label"] ?? "";
}

function rawText({children}: Element): string {
  return children.map((child) => (isElement(child) ? "" : child.text)).join("");
}

/** A specification that is no JSON is compared as text. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
