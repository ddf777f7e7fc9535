import type {Element} from "../read/structure.js";
import type {Finding} from "./finding.js";
import type {Layout} from "./layout.js";
import {textIn, within} from "./layout.js";

/** Figures over two pages, captions on a page without their figure, pictures that say nothing to those who cannot see them. */
export function figureFindings(layout: Layout): Finding[] {
  const {elements, shown} = layout;
  const figures = elements.filter(({type}) => type === "Figure");
  return [
    ...figures.flatMap((figure) => captionedFindings(figure, layout)),
    ...figures
      .filter((figure) => figure.alt === undefined && !within(figure).slice(1).some(isContent))
      .flatMap((figure): Finding[] => {
        const [page] = shown(figure).keys();
        const message = `a picture has no text for those who cannot see it`;
        return page === undefined ? [] : [{rule: "no-alternative", page, message}];
      }),
  ];
}

function captionedFindings(figure: Element, layout: Layout): Finding[] {
  const {shown} = layout;
  const holder = figure.children.some((child) => within(child).some(isContent));
  const caption = holder ? figure.children.find((child) => isCaption(child, layout)) : undefined;
  if (caption === undefined) return [];
  const rest = figure.children.filter((child) => child !== caption);
  const body = shown({type: "Figure", alt: undefined, children: rest, contents: figure.contents});
  const written = shown(caption);
  const pages = [...body.keys()];
  const [onPage] = written.keys();
  const name = textIn(written);
  if (onPage === undefined || pages.length === 0) return [];
  // Tables and listings may run over a page, and have their captions above.
  const isLong = rest.some((child) => within(child).some(({type}) => type === "Table" || type === "Code"));
  const found: Finding[] = [];
  if (!isLong && pages.length > 1)
    found.push({
      rule: "split-figure",
      page: pages[0]!,
      message: `"${name}" is split over pages ${pages.join(" and ")}; make it less tall than a page`,
    });
  const beside = isLong ? pages[0]! : pages.at(-1)!;
  if (onPage !== beside)
    found.push({
      rule: "parted-caption",
      page: onPage,
      message: `the caption "${name}" is parted from what it names, on page ${beside}`,
    });
  return found;
}

/** Older Chromium has no tag for a caption: it is the part of a figure that is text. */
function isCaption(element: Element, {shown}: Layout): boolean {
  return element.type === "Caption" || (!within(element).some(isContent) && textIn(shown(element)) !== "");
}

function isContent({type}: Element): boolean {
  return ["Figure", "Table", "Code", "Formula"].includes(type);
}
