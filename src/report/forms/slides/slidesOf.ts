import {type Html, html, lines} from "../../../core/html.js";
import type {ReportInput} from "../../render/input.js";
import {renderOutput} from "../../render/output/output.js";
import {isSummary, visibilityOf} from "../../render/page/cells.js";
import type {SurveyedSection} from "../../render/page/sections.js";
import type {Survey} from "../../render/page/survey.js";
import type {SurveyedCell, SurveyedChapter} from "../../render/page/surveyChapter.js";
import {anchorOf} from "../../render/place.js";
import type {HeadingMeta} from "../../render/prose/headings.js";
import {renderCode} from "../../render/prose/highlight.js";
import {renderProse} from "../../render/prose/prose.js";
import {rolesOf} from "./roles.js";
import type {Slide, SlidePart} from "./slide.js";

/** The slides of a report, in reading order; numbers, values and references are those of the report. */
export function slidesOf(input: ReportInput, found: Survey): readonly Slide[] {
  return found.chapters.flatMap((chapter, i) => chapterSlides(input.chapters[i]!, chapter));
}

interface Growing extends Slide {
  readonly parts: SlidePart[];
  readonly notes: Html[];
}

function chapterSlides(input: ReportInput["chapters"][number], chapter: SurveyedChapter): readonly Slide[] {
  const slides: Growing[] = [];
  // What was surveyed leaves out cells that are raw, and those of the summary.
  const shown = rolesOf(input).filter(([cell]) => cell.cell_type !== "raw" && !isSummary(cell));
  const titled = shown.findIndex(([cell]) => cell.cell_type === "markdown" && hasTitle(cell.source));
  let section: SurveyedSection | undefined;
  for (const [i, [, place, role]] of shown.entries()) {
    const before = section;
    section = lastSection(chapter.cells[i]!, chapter) ?? section;
    if (role === "skip") continue;
    const content = contentOf(chapter.cells[i]!, chapter);
    const whole =
      i === titled
        ? html`<h2 class="slide-chapter" id="${chapter.anchor}"><span class="number">${chapter.number}</span> ${chapter.title()}</h2>${content}`
        : content;
    if (role === "slide" || slides.length === 0) {
      const parts = /<h[2-6][ >]/.test(whole.markup) ? [] : [{content: headingOf(before, chapter), isFragment: false}];
      slides.push({parts, notes: [], chapter: chapter.title(), place: `${place.chapter}, cell ${place.cell}`});
    }
    const slide = slides.at(-1)!;
    if (role === "notes") slide.notes.push(whole);
    else slide.parts.push({content: whole, isFragment: role === "fragment"});
  }
  return slides;
}

/** The section that begins last in a cell. */
function lastSection(cell: SurveyedCell, {sections}: SurveyedChapter): SurveyedSection | undefined {
  if (cell.kind !== "prose") return undefined;
  const heading = cell.prose.tokens.filter(({type}) => type === "heading_open").at(-1);
  const anchor = (heading?.meta as HeadingMeta | undefined)?.anchor;
  return sections.find((section) => section.anchor === anchor);
}

/** What a slide is called that has no heading of its own: as the part of the report that it is from. */
function headingOf(section: SurveyedSection | undefined, chapter: SurveyedChapter): Html {
  const {number, title} = section ?? chapter;
  return html`<h2 class="slide-section">${number !== undefined && html`<span class="number">${number}</span> `}${title()}</h2>`;
}

function contentOf(cell: SurveyedCell, {language}: SurveyedChapter): Html {
  if (cell.kind === "prose") return renderProse(cell.prose);
  const {cell: code, scope} = cell;
  const {code: source, outputs} = visibilityOf(code);
  const place = anchorOf(scope.place);
  return lines([
    source === "shown" ? renderCode(cell.listing?.source ?? code.source, language) : undefined,
    ...(outputs ? code.outputs.map((output, i) => renderOutput(output, `${place}-${i + 1}`, scope)) : []),
  ]);
}

/** Whether prose holds a chapter's title, which the survey takes out of it. */
function hasTitle(source: string): boolean {
  const prose = source.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, "");
  return /^ {0,3}# +\S/m.test(prose);
}
