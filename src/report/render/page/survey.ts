import type {ChapterInput} from "../input.js";
import {Labels} from "../labels.js";
import {payloadOf} from "../output/payload.js";
import {nameOf} from "../place.js";
import {Notes} from "../prose/notes.js";
import type {Strings} from "../strings.js";
import type {Publication, Values} from "../value/values.js";
import {collectValues} from "../value/values.js";
import {attachmentsOf, placesOf} from "./cells.js";
import type {SurveyedChapter, SurveyedFigure} from "./surveyChapter.js";
import {surveyChapter} from "./surveyChapter.js";

/** The first of two passes: everything is counted and named, so that prose may refer forwards as well as back. */
export interface Survey {
  readonly chapters: readonly SurveyedChapter[];
  readonly values: Values;
  readonly figures: readonly SurveyedFigure[];
  readonly notices: readonly string[];
  /** Paths of values that prose showed; complete when all prose is written. */
  readonly used: ReadonlySet<string>;
  /** Grows while prose is written. */
  readonly warnings: readonly string[];
}

/**
 * Counts chapters, sections, figures, tables and values of the notebooks.
 * @param notices warnings to stand beside those that cells show
 * @param strings the fixed words of the report
 * @throws LookbookError `bad-reference` on twin ids or values
 */
export function survey(inputs: readonly ChapterInput[], notices: readonly string[], strings: Strings): Survey {
  const shown = new Set(notices);
  const values = collectValues(publicationsOf(inputs, shown));
  const labels = new Labels();
  const chapters = new Set(inputs.map(({name}) => name));
  const used = new Set<string>();
  const warnings: string[] = [];
  const figures: SurveyedFigure[] = [];
  const surveyed = inputs.map((input, i) => {
    const notes = new Notes(input.name);
    return surveyChapter(input, {
      number: String(i + 1),
      figures,
      scopeAt: (place, cell) => ({
        place,
        values,
        labels,
        strings,
        notes,
        chapters,
        used,
        images: {...input.images, ...(cell && attachmentsOf(cell))},
        warn: (message) => warnings.push(`${nameOf(place)}: ${message}`),
      }),
    });
  });
  return {chapters: surveyed, values, figures, notices: [...shown], used, warnings};
}

/** All published values; notices that cells show join the others. */
function publicationsOf(inputs: readonly ChapterInput[], notices: Set<string>): Publication[] {
  const publications: Publication[] = [];
  for (const [cell, place] of inputs.flatMap(placesOf)) {
    if (cell.cell_type !== "code") continue;
    for (const output of cell.outputs) {
      const payload = payloadOf(output, place);
      if (payload?.kind === "values") publications.push({payload, place});
      if (payload?.kind === "notice") notices.add(payload.text);
    }
  }
  return publications;
}
