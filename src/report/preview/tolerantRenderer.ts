import {LookbookError} from "../../core/errors.js";
import type {NotebookCell} from "../notebook/nbformat.js";
import {cellNumber, hasTag} from "../notebook/nbformat.js";
import type {ChapterInput, RenderedReport, ReportInput} from "../render/input.js";
import {renderReport} from "../render/report.js";
import {unusedProblems} from "../render/value/unused.js";
import {excerptOf} from "./excerpt.js";
import {type Problem, problemOf} from "./problem.js";
import {problemCell} from "./problemCell.js";
import {substitutes} from "./substitutes.js";

/** A report in which problems stand at their places. */
export interface TolerantReport {
  /** Undefined where nothing at all could be drawn. */
  readonly report: RenderedReport | undefined;
  /** Those that were given and those that drawing found. */
  readonly problems: readonly Problem[];
}

/**
 * Draws a report that may hold mistakes. The renderer refuses such a report as a whole; here the cells at fault are replaced, with the
 * messages beside them, until the rest can be drawn.
 */
export class TolerantRenderer {
  /** Chapter and id to the cell as it was last drawn. */
  #drawn: ReadonlyMap<string, NotebookCell> = new Map();

  render(input: ReportInput, given: readonly Problem[]): TolerantReport {
    const problems = [...given];
    /** Chapter and number of a cell to how many of its substitutes were found wanting. */
    const tried = new Map<string, number>();
    let config = input.config;
    // Each round takes one substitute more, of which there are finitely many.
    for (;;) {
      const chapters = input.chapters.map((chapter) => this.#masked(chapter, tried, problems));
      try {
        // What is left out for now shows no values: only a whole report can say which of them nobody shows.
        const shown = chapters.map((chapter) => chapter.shown);
        const report = renderReport({...input, config, chapters: shown, partial: true});
        if (problems.length === 0 && report.unusedValues.length > 0) {
          problems.push(...unusedIn(report, input.chapters));
          continue;
        }
        this.#drawn = new Map(chapters.flatMap(({cells}) => [...cells]));
        return {report, problems};
      } catch (thrown) {
        const found = errorsIn(thrown).map((error) => problemOf(error, input.chapters));
        const before = new Map(tried);
        for (const problem of found) {
          const place = placeOf(problem);
          const source = cellAt(input.chapters, problem)?.source;
          const round = before.get(place) ?? 0;
          if (source === undefined || round > mostSubstitutes) continue;
          if (round === 0) problems.push({...problem, detail: problem.detail || excerptOf(source, problem.message)});
          tried.set(place, round + 1);
        }
        if (found.some((problem) => tried.get(placeOf(problem)) !== before.get(placeOf(problem)))) continue;
        problems.push(...found);
        if (config !== input.config) return {report: undefined, problems};
        // What stands in report.json itself, such as the numbers of the summary, is left out.
        const {title, authors, language} = input.config;
        config = {title, authors, language};
      }
    }
  }

  #masked(chapter: ChapterInput, tried: ReadonlyMap<string, number>, problems: readonly Problem[]): Masked {
    const {name, path, notebook} = chapter;
    const kept = new Map<string, NotebookCell>();
    const at = (number: number | undefined): readonly Problem[] =>
      problems.filter((problem) => problem.chapter === name && problem.cell === number);
    const boxes = (number: number | undefined): readonly NotebookCell[] =>
      at(number).map((problem) => problemCell(problem, path));
    const cells = notebook.cells.flatMap((cell, i) => {
      if (hasTag(cell, "injected-parameters")) return [cell];
      const number = cellNumber(notebook.cells, i);
      const round = tried.get(`${name}#${number}`) ?? 0;
      const key = `${name}#${cell.id}`;
      const known = {messages: at(number).map(({message}) => message), drawn: this.#drawn.get(key)};
      const all = round === 0 ? [cell] : substitutes(cell, known);
      const shown = all[Math.min(Math.max(0, round - 1), all.length - 1)]!;
      kept.set(key, shown);
      return [shown, ...boxes(number)];
    });
    return {shown: {...chapter, notebook: {...notebook, cells: [...boxes(undefined), ...cells]}}, cells: kept};
  }
}

interface Masked {
  readonly shown: ChapterInput;
  /** Chapter and id to the cell as it is drawn. */
  readonly cells: ReadonlyMap<string, NotebookCell>;
}

function unusedIn({unusedValues, values}: RenderedReport, chapters: readonly ChapterInput[]): Problem[] {
  const published = unusedValues.map((path) => {
    const {value, chapter, cell} = values[path]!;
    const place = {chapter, cell, path: chapters.find(({name}) => name === chapter)!.path};
    return [path, {value, place, forProse: true}] as const;
  });
  return unusedProblems(new Map(published), new Set()).map((error) => problemOf(error, chapters));
}

/** As many as `substitutes` has at most. */
const mostSubstitutes = 5;

/** The renderer tells of many problems at once. Errors that nobody foresaw pass. */
function errorsIn(thrown: unknown): readonly unknown[] {
  if (!(thrown instanceof LookbookError)) throw thrown;
  return thrown.cause instanceof AggregateError ? thrown.cause.errors : [thrown];
}

function placeOf({chapter, cell}: Problem): string {
  return `${chapter}#${cell}`;
}

function cellAt(chapters: readonly ChapterInput[], {chapter, cell}: Problem): NotebookCell | undefined {
  const cells = chapters.find(({name}) => name === chapter)?.notebook.cells ?? [];
  return cells.find((one, i) => !hasTag(one, "injected-parameters") && cellNumber(cells, i) === cell);
}
