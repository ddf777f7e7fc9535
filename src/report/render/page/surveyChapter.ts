import type {Token} from "markdown-it";
import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {CodeCell, NotebookCell} from "../../notebook/nbformat.js";
import type {ChapterInput, FigureEntry} from "../input.js";
import {payloadOf} from "../output/payload.js";
import type {Place} from "../place.js";
import type {HeadingMeta} from "../prose/headings.js";
import {levelOf} from "../prose/headings.js";
import {type Listing, readListing} from "../prose/listing.js";
import type {FormulaMeta} from "../prose/math.js";
import type {FigureMeta} from "../prose/pictures.js";
import type {Parsed} from "../prose/prose.js";
import {noteCitations, parseProse, renderTitle} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import {isSummary, placesOf, visibilityOf} from "./cells.js";
import type {SurveyedSection} from "./sections.js";
import {Sections} from "./sections.js";

export interface SurveyedChapter {
  readonly name: string;
  readonly number: string;
  readonly anchor: string;
  /** Written on demand: a title may hold live values and references. */
  readonly title: () => Html;
  readonly sections: readonly SurveyedSection[];
  readonly cells: readonly SurveyedCell[];
  /** The language of its code. */
  readonly language: string;
  /** Where its footnotes stand. */
  readonly end: Scope;
}

export type SurveyedCell =
  | {readonly kind: "prose"; readonly prose: Parsed}
  | {readonly kind: "code"; readonly cell: CodeCell; readonly scope: Scope; readonly listing?: Listing};

export interface SurveyedFigure {
  readonly kind: FigureEntry["kind"];
  readonly id: string;
  /** `Figure 3` */
  readonly label: string;
  /** Markdown. */
  readonly caption: string;
  readonly scope: Scope;
}

/** What a chapter shares with the report around it. */
export interface Surroundings {
  readonly number: string;
  /** Grows: figures are numbered through the report. */
  readonly figures: SurveyedFigure[];
  /** Grows: ids of equations, which are numbered through the report. */
  readonly equations: string[];
  readonly scopeAt: (place: Place, cell?: NotebookCell) => Scope;
}

/** Reads a chapter's prose, numbers its sections, figures and tables, and labels them. */
export function surveyChapter(
  input: ChapterInput,
  {number, figures, equations, scopeAt}: Surroundings,
): SurveyedChapter {
  const {name, path, notebook} = input;
  const anchor = `sec-${name}`;
  const start = scopeAt({chapter: name, path, cell: 1});
  const cells: SurveyedCell[] = [];
  const sections = new Sections(number, anchor);
  let title: (() => Html) | undefined;
  for (const [cell, place] of placesOf(input)) {
    if (isSummary(cell)) continue;
    const scope = scopeAt(place, cell);
    if (cell.cell_type === "markdown") {
      const tokens = [...parseProse(cell.source, scope).tokens];
      const heading = title === undefined ? takeTitle(tokens) : undefined;
      if (heading) {
        title = () => renderTitle(heading.line, scope);
        if (heading.id)
          scope.labels.add({kind: "sec", id: heading.id, anchor, text: `${scope.strings.chapter} ${number}`, place});
      }
      for (const [i, token] of tokens.entries()) {
        if (token.type === "heading_open") sections.add(token, tokens[i + 1]!, scope);
        if (token.type === "figure_image") countPicture(token, scope, figures);
        if (token.type === "formula") countEquation(token, scope, equations);
        if (token.type === "fence") countListing(token.content, scope, figures);
      }
      cells.push({kind: "prose", prose: {tokens, scope}});
    } else if (cell.cell_type === "code") {
      const {code, outputs} = visibilityOf(cell);
      const listing = code === "hidden" ? undefined : countListing(cell.source, scope, figures);
      if (outputs) countOutputs(cell, scope, figures);
      cells.push({kind: "code", cell, scope, ...(listing && {listing})});
    }
  }
  if (title === undefined) start.warn(`the notebook has no heading "# ..."; its name stands as the chapter's title`);
  const label = {kind: "sec", anchor, text: `${start.strings.chapter} ${number}`, place: start.place} as const;
  start.labels.add({...label, id: name});
  const short = name.replace(/^\d+-/, "");
  if (short !== name) start.labels.add({...label, id: short, automatic: true});
  const language = languageOf(notebook.metadata);
  return {
    name,
    number,
    anchor,
    title: title ?? (() => html`${name}`),
    sections: sections.list,
    cells,
    language,
    end: start,
  };
}

/** Takes the first `# Title` out of the tokens. */
function takeTitle(tokens: Token[]): {line: readonly Token[]; id: string | undefined} | undefined {
  const at = tokens.findIndex((token) => token.type === "heading_open" && levelOf(token) === 1);
  if (at < 0) return undefined;
  const [open, inline] = tokens.splice(at, 3);
  return {line: inline!.children ?? [], id: (open!.meta as unknown as HeadingMeta).id};
}

function countPicture(token: Token, scope: Scope, figures: SurveyedFigure[]): void {
  const meta = token.meta as unknown as FigureMeta;
  if (meta.id === undefined) return;
  meta.label = countFigure({kind: "fig", id: meta.id, caption: token.children![0]!.content, scope}, figures);
}

function countEquation({meta}: Token, {labels, strings, place}: Scope, equations: string[]): void {
  const formula = meta as unknown as FormulaMeta;
  if (formula.id === undefined) return;
  formula.number = equations.push(formula.id);
  const text = `${strings.equation} ${formula.number}`;
  labels.add({kind: "eq", id: formula.id, anchor: `eq-${formula.id}`, text, place});
}

function countListing(source: string, scope: Scope, figures: SurveyedFigure[]): Listing | undefined {
  const listing = readListing(source, scope.place);
  if (listing) countFigure({kind: "lst", id: listing.id, caption: listing.caption, scope}, figures);
  return listing;
}

function countOutputs(cell: CodeCell, scope: Scope, figures: SurveyedFigure[]): void {
  for (const output of cell.outputs) {
    const payload = payloadOf(output, scope.place);
    if (payload === undefined || payload.kind === "values" || payload.kind === "claim" || payload.kind === "notice")
      continue;
    const kind = payload.kind === "table" ? "tab" : "fig";
    countFigure({kind, id: payload.id, caption: payload.caption, scope}, figures);
  }
}

function countFigure(figure: Omit<SurveyedFigure, "label">, figures: SurveyedFigure[]): string {
  const {kind, id, scope} = figure;
  const number = figures.filter((other) => other.kind === kind).length + 1;
  const {figure: fig, table: tab, listing: lst} = scope.strings;
  const label = `${{fig, tab, lst}[kind]} ${number}`;
  noteCitations(figure.caption, scope);
  scope.labels.add({kind, id, anchor: `${kind}-${id}`, text: label, place: scope.place});
  figures.push({...figure, label});
  return label;
}

function languageOf(metadata: ChapterInput["notebook"]["metadata"]): string {
  const {language_info: info, kernelspec} = metadata as {
    language_info?: {name?: string};
    kernelspec?: {language?: string};
  };
  return info?.name ?? kernelspec?.language ?? "typescript";
}
