import type {NotebookCell} from "../../notebook/nbformat.js";
import {Citations} from "../citation/citations.js";
import type {Claim, Claims} from "../claims/claims.js";
import {claimAnchor, collectClaims} from "../claims/claims.js";
import {Glossary} from "../glossary/glossary.js";
import type {ChapterInput, ReportInput} from "../input.js";
import {Labels} from "../labels.js";
import {payloadOf} from "../output/payload.js";
import type {Place} from "../place.js";
import {nameOf} from "../place.js";
import {Problems} from "../problems.js";
import {Notes} from "../prose/notes.js";
import type {Parsed} from "../prose/prose.js";
import {noteCitations, parseProse} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import type {Strings} from "../strings.js";
import {stringsFor} from "../strings.js";
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
  readonly claims: Claims;
  readonly summary: SurveyedSummary;
  /** The fixed words of the report. */
  readonly strings: Strings;
  /** The surroundings of a text that belongs to a place, such as a claim's statement. */
  readonly scopeAt: (place: Place) => Scope;
  /** Paths of values that prose showed; complete when all prose is written. */
  readonly used: ReadonlySet<string>;
  /** Ids of claims that prose made; complete when all prose is written. */
  readonly mentioned: ReadonlySet<string>;
  readonly citations: Citations;
  readonly glossary: Glossary;
  /** Grows while prose is written. */
  readonly warnings: readonly string[];
  /** Grows while prose is written. */
  readonly problems: Problems;
}

/** Prose that stands on the summary's page rather than in its chapter. */
export interface SurveyedSummary {
  readonly prose: readonly Parsed[];
  /** The surroundings of a text of report.json: its key names it in messages. */
  readonly scopeOf: (key: string) => Scope;
}

/**
 * Counts chapters, sections, figures, tables, values and claims of the notebooks.
 * @throws LookbookError `bad-reference` on twin ids or values
 */
export function survey({chapters: inputs, notices = [], config, sources, glossary: terms}: ReportInput): Survey {
  const strings = stringsFor(config.language);
  const stated: Claim[] = [];
  const shown = new Set(notices);
  const values = collectValues(publicationsOf(inputs, shown, stated));
  const claims = collectClaims(stated);
  const labels = new Labels();
  const chapters = new Set(inputs.map(({name}) => name));
  const used = new Set<string>();
  const mentioned = new Set<string>();
  const problems = new Problems();
  const citations = new Citations(sources, config.language);
  const glossary = new Glossary(terms);
  const equations: string[] = [];
  const warnings: string[] = [];
  const figures: SurveyedFigure[] = [];
  const summaryNotes = new Notes("summary");
  const scopeWith = (place: Place, notes: Notes, images: Scope["images"] = {}): Scope => ({
    place,
    values,
    labels,
    strings,
    notes,
    chapters,
    used,
    claims,
    mentioned,
    citations,
    glossary,
    problems,
    images,
    warn: (message) => warnings.push(`${nameOf(place)}: ${message}`),
  });
  const imagesOf = (input: ChapterInput, cell?: NotebookCell): Scope["images"] => ({
    ...input.images,
    ...(cell && attachmentsOf(cell)),
  });
  // The summary is read before the chapters: what it cites first has the first number, whichever chapter its cell stands in.
  const summary = inputs.flatMap((input) =>
    placesOf(input).flatMap(([cell, place]) =>
      isSummary(cell) ? [parseProse(cell.source, scopeWith(place, summaryNotes, imagesOf(input, cell)))] : [],
    ),
  );
  const surveyed = inputs.map((input, i) => {
    const notes = new Notes(input.name);
    return surveyChapter(input, {
      number: String(i + 1),
      figures,
      equations,
      scopeAt: (place, cell) => scopeWith(place, notes, imagesOf(input, cell)),
    });
  });
  [...claims.values()].forEach(({payload: {id, statement}, place}, i) => {
    noteCitations(statement, scopeWith(place, new Notes(place.chapter)));
    labels.add({kind: "claim", id, anchor: claimAnchor(id), text: `${strings.claim} ${i + 1}`, place});
  });
  return {
    chapters: surveyed,
    values,
    figures,
    notices: [...shown],
    claims,
    strings,
    scopeAt: (place) => scopeWith(place, new Notes(place.chapter)),
    summary: {
      prose: summary,
      scopeOf: (key) => scopeWith({chapter: "summary", path: `report.json, "${key}"`, cell: 0}, summaryNotes),
    },
    used,
    mentioned,
    citations,
    glossary,
    warnings,
    problems,
  };
}

/** All published values; notices and claims that cells show join the others. */
function publicationsOf(inputs: readonly ChapterInput[], notices: Set<string>, stated: Claim[]): Publication[] {
  const publications: Publication[] = [];
  for (const [cell, place] of inputs.flatMap(placesOf)) {
    if (cell.cell_type !== "code") continue;
    for (const output of cell.outputs) {
      const payload = payloadOf(output, place);
      if (payload?.kind === "values") publications.push({payload, place});
      if (payload?.kind === "claim") stated.push({payload, place});
      if (payload?.kind === "notice") notices.add(payload.text);
    }
  }
  return publications;
}
