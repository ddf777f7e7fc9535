import {descendants, first, hasClass} from "../../../core/markup/elements.js";
import type {Element} from "../../../core/markup/parseHtml.js";
import {inline} from "./inline.js";
import {type MarkdownPage, markOf} from "./page.js";

/** A table; one without a head gets an empty one, which Markdown asks for. */
export function table(element: Element, page: MarkdownPage): string {
  const rows = [...descendants(element)].filter(({tag}) => tag === "tr");
  const headRow = first(element, ({tag}) => tag === "thead");
  const head = headRow && rows.find((row) => isInside(row, headRow));
  const body = rows.filter((row) => row !== head);
  const cells = (row: Element | undefined): readonly Element[] =>
    row ? [...descendants(row)].filter(({tag}) => tag === "td" || tag === "th") : [];
  const width = Math.max(...rows.map((row) => cells(row).length), 1);
  const line = (row: Element | undefined): string => {
    const texts = cells(row).map((cell) => cellText(cell, page));
    if (texts[0] !== undefined) texts[0] = markOf(row?.attributes["id"], page) + texts[0];
    return `| ${Array.from({length: width}, (_, i) => texts[i] ?? "").join(" | ")} |`;
  };
  const sample = cells(head ?? body[0]);
  const rule = Array.from({length: width}, (_, i) => (sample[i] && isRight(sample[i]) ? "---:" : ":---"));
  return [line(head), `| ${rule.join(" | ")} |`, ...body.map(line)].join("\n");
}

function cellText({children}: Element, page: MarkdownPage): string {
  const lists = children.flatMap((child) => ("tag" in child && child.tag === "ul" ? child.children : [child]));
  const parts = lists.map((child) => inline([child], page).trim()).filter((text) => text !== "");
  const isList = lists.some((child) => "tag" in child && child.tag === "li");
  return isList
    ? parts.join("<br>")
    : inline(children, page)
        .replaceAll(/\s*\n\s*/g, " ")
        .trim();
}

function isRight(cell: Element): boolean {
  return hasClass(cell, "number") || /text-align:\s*right/.test(cell.attributes["style"] ?? "");
}

function isInside(element: Element, outer: Element): boolean {
  return element.start >= outer.start && element.end <= outer.end;
}
