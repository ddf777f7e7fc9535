import {descendants, first, hasClass, visibleText} from "../../../core/markup/elements.js";
import {type Element, parseHtml} from "../../../core/markup/parseHtml.js";
import {type PageFigure, readFigure} from "./readFigure.js";
import {sentencesOf} from "./sentences.js";

/** What a report's page says, taken out of its markup. */
export interface ReportPage {
  readonly title: string;
  readonly chapters: readonly PageChapter[];
  /** Captioned figures and tables, in the order of the page. */
  readonly figures: readonly PageFigure[];
  readonly root: Element;
}

export interface PageChapter {
  /** Of the notebook, such as `03-baseline`. */
  readonly name: string;
  readonly title: string;
  /** Prose without figures, tables and code; see {@link sentencesOf} for the marks inside. */
  readonly sentences: readonly string[];
}

/** Reads a page that this version of the package wrote, or another: what is not there is empty. */
export function readPage(markup: string): ReportPage {
  const root = parseHtml(markup);
  const title = first(root, ({tag}) => tag === "title");
  const sections = [...descendants(root)].filter(
    (element) => element.tag === "section" && hasClass(element, "chapter"),
  );
  const chapters = sections.flatMap((section) => {
    const head = first(section, ({attributes}) => attributes["data-notebook"] !== undefined);
    if (head === undefined) return [];
    const name = head.attributes["data-notebook"]!;
    return [{section, chapter: {name, title: headingOf(head), sentences: sentencesOf(section)}}];
  });
  const figures = [...descendants(root)]
    .filter(({tag, attributes}) => tag === "figure" && /^(fig|tab)-/.test(attributes["id"] ?? ""))
    .map((figure) => {
      const inside = chapters.find(({section}) => section.start <= figure.start && figure.end <= section.end);
      return readFigure(figure, markup, inside?.chapter.name ?? "");
    });
  return {
    title: title ? visibleText(title) : "",
    chapters: chapters.map(({chapter}) => chapter),
    figures,
    root,
  };
}

/** The anchor's sign is no part of a heading. */
function headingOf(head: Element): string {
  return visibleText(head, (element) => hasClass(element, "anchor") || element.tag === "button");
}
