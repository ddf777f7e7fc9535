import type {ClaimPayload} from "../../../core/payload.js";
import type {ChapterInput} from "../input.js";
import {Labels} from "../labels.js";
import {payloadOf} from "../output/payload.js";
import type {Place} from "../place.js";
import {errorAt, nameOf} from "../place.js";
import {Notes} from "../prose/notes.js";
import type {Parsed} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import type {Strings} from "../strings.js";
import type {Publication, Values} from "../value/values.js";
import {collectValues} from "../value/values.js";
import {attachmentsOf, isSummary, placesOf} from "./cells.js";
import type {SurveyedChapter, SurveyedFigure} from "./surveyChapter.js";
import {surveyChapter} from "./surveyChapter.js";

/** The first of two passes: everything is counted and named, so that prose may refer forwards as well as back. */
export interface Survey {
  readonly chapters: readonly SurveyedChapter[];
  readonly values: Values;
  readonly figures: readonly SurveyedFigure[];
  readonly notices: readonly string[];
  /** By id, in reading order. */
  readonly claims: ReadonlyMap<string, SurveyedClaim>;
  readonly summary: SurveyedSummary;
  /** Paths of values that prose showed; complete when all prose is written. */
  readonly used: ReadonlySet<string>;
  /** Grows while prose is written. */
  readonly warnings: readonly string[];
}

/** What a cell said of a claim, and which cell. */
export interface SurveyedClaim {
  readonly payload: ClaimPayload;
  readonly place: Place;
}

/** Prose that stands on the summary's page rather than in its chapter. */
export interface SurveyedSummary {
  readonly prose: readonly Parsed[];
  /** The surroundings of a text of report.json: its key names it in messages. */
  readonly scopeOf: (key: string) => Scope;
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
  const summary: Parsed[] = [];
  const summaryNotes = new Notes("summary");
  const scopeWith = (place: Place, notes: Notes, images: Scope["images"] = {}): Scope => ({
    place,
    values,
    labels,
    strings,
    notes,
    chapters,
    used,
    images,
    warn: (message) => warnings.push(`${nameOf(place)}: ${message}`),
  });
  const surveyed = inputs.map((input, i) => {
    const notes = new Notes(input.name);
    return surveyChapter(input, {
      number: String(i + 1),
      figures,
      summary,
      scopeAt: (place, cell) => {
        const images = {...input.images, ...(cell && attachmentsOf(cell))};
        return scopeWith(place, cell && isSummary(cell) ? summaryNotes : notes, images);
      },
    });
  });
  return {
    chapters: surveyed,
    values,
    figures,
    notices: [...shown],
    claims: claimsOf(inputs),
    summary: {
      prose: summary,
      scopeOf: (key) => scopeWith({chapter: "summary", path: `report.json, "${key}"`, cell: 0}, summaryNotes),
    },
    used,
    warnings,
  };
}

function claimsOf(inputs: readonly ChapterInput[]): Map<string, SurveyedClaim> {
  const claims = new Map<string, SurveyedClaim>();
  for (const [cell, place] of inputs.flatMap(placesOf)) {
    for (const output of cell.cell_type === "code" ? cell.outputs : []) {
      const payload = payloadOf(output, place);
      if (payload?.kind !== "claim") continue;
      const twin = claims.get(payload.id);
      if (twin)
        throw errorAt(
          place,
          "bad-reference",
          `the claim "${payload.id}" is tested twice, here and in ${nameOf(twin.place)}`,
        );
      claims.set(payload.id, {payload, place});
    }
  }
  return claims;
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
