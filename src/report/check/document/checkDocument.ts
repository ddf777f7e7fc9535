import {join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import type {ProjectPaths} from "../../../core/paths.js";
import {readCommit} from "../../build/commit.js";
import {type ReportConfig, readConfig} from "../../build/config.js";
import type {ExecutedChapter} from "../../build/executedChapter.js";
import {reportInputOf} from "../../build/reportInput.js";
import {renderReport} from "../../render/report.js";
import type {Problem} from "../finding.js";
import type {RuleName} from "../rules.js";
import {nameOf, type ReadSource} from "../source.js";
import {checkOutputs} from "./checkOutputs.js";
import {lastRun} from "./lastRun.js";

/** What only the whole document tells. */
export interface DocumentResult {
  /** Path of the notebook (or report.json) to what is wrong in it. */
  readonly problems: readonly (readonly [string, Problem])[];
  /** Why the document could not be looked at. */
  readonly skipped: string | undefined;
}

/**
 * Renders the chapters with the outputs of the last build and gathers what the renderer objects to. Executes nothing: a chapter whose
 * code has changed since makes it impossible.
 */
export async function checkDocument(paths: ProjectPaths, sources: readonly ReadSource[]): Promise<DocumentResult> {
  const config = await readConfig(paths.report);
  const executed = await executedChapters(paths, config, sources);
  if (typeof executed === "string") return {problems: [], skipped: executed};
  const outputs = executed.flatMap(({name, execution}) => {
    const {path} = sources.find((source) => nameOf(source) === name)!;
    return checkOutputs(execution.notebook).map((problem) => [path, problem] as const);
  });
  const context = {
    config,
    commit: await readCommit(paths.root, {}),
    paths,
    profile: config.defaultProfile,
    parameters: {},
    inputs: {},
  };
  try {
    const {warnings} = renderReport(await reportInputOf(executed, context));
    const told = warnings.map((text) => placed(text, "document")).filter(([, {message}]) => !isProseRule(message));
    return {problems: [...outputs, ...told], skipped: undefined};
  } catch (thrown) {
    if (!(thrown instanceof LookbookError)) throw thrown;
    const all = thrown.cause instanceof AggregateError ? (thrown.cause.errors as LookbookError[]) : [thrown];
    return {problems: [...outputs, ...all.map(({message}) => placed(message, ruleOf(message)))], skipped: undefined};
  }
}

async function executedChapters(
  paths: ProjectPaths,
  {chapters}: ReportConfig,
  sources: readonly ReadSource[],
): Promise<ExecutedChapter[] | string> {
  const found: ExecutedChapter[] = [];
  const missing: string[] = [];
  for (const name of chapters) {
    const source = sources.find((one) => nameOf(one) === name);
    const notebook =
      source && (await lastRun(source.notebook, join(paths.report, "dist", "notebooks", `${name}.ipynb`)));
    if (!source || !notebook) missing.push(name);
    else {
      const execution = {notebook, cells: [], duration: 0, peakMemory: 0};
      found.push({name, path: source.file, notebook: source.notebook, execution, cached: true});
    }
  }
  if (missing.length === 0) return found;
  return `${missing.join(", ")}: no run with today's code in report/dist; run lookbook build`;
}

/** What rules of prose tell without a run. */
function isProseRule(warning: string): boolean {
  return /^the heading ".*" is of level|^the notebook has no heading/.test(warning);
}

function ruleOf(message: string): RuleName {
  return /published, but no sentence shows/.test(message) ? "unused-values" : "references";
}

/** Finds the place in a message of the renderer: `notebooks/03-baseline.ipynb, cell 4: ...`. */
function placed(text: string, rule: RuleName): readonly [string, Problem] {
  const [, path, cell, message] = /^(\S[^:]*?\.ipynb)(?:, cell (\d+))?: ([\s\S]*)$/.exec(text) ?? [];
  if (path === undefined) return ["report/report.json", {rule, message: text}];
  return [path, {rule, cell: cell === undefined ? undefined : Number(cell), message: message!}];
}
