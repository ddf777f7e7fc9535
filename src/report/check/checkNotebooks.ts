import {join} from "node:path";
import {hashCode} from "../../core/code.js";
import {libraryRoot, type ProjectPaths} from "../../core/paths.js";
import {type CheckCache, noCache} from "./cache.js";
import {type CheckConfig, defaultCheckConfig} from "./checkConfig.js";
import {checkCodeOnce} from "./code/checkCodeOnce.js";
import {checkDocumentOnce} from "./document/checkDocumentOnce.js";
import type {CheckResult, Problem, Skipped} from "./finding.js";
import {checkForm, isTypeScript} from "./form/checkForm.js";
import {checkParameters} from "./form/checkParameters.js";
import {checkChapters} from "./project/checkChapters.js";
import {checkProducts} from "./project/checkProducts.js";
import {checkTags} from "./project/checkTags.js";
import {checkProse} from "./prose/checkProse.js";
import {type RuleName, ruleNames, rulesThatRead} from "./rules.js";
import {isRead, type NotebookSource, nameOf, type ReadSource, readSource} from "./source.js";
import {weigh} from "./weigh.js";

/** The report that notebooks belong to. */
export interface CheckedProject {
  readonly paths: ProjectPaths;
  /** Names that report.json lists. */
  readonly listed: readonly string[];
  /** All notebooks of the folder, those to be checked among them. */
  readonly notebooks: readonly NotebookSource[];
}

/** Options for {@link checkNotebooks}. */
export interface CheckOptions {
  /** Without it, what only a whole report tells is not looked for. */
  readonly project?: CheckedProject | undefined;
  /** Defaults to {@link defaultCheckConfig}. */
  readonly config?: CheckConfig;
  /** Rules to apply; defaults to all. */
  readonly asked?: ReadonlySet<RuleName>;
  /** Defaults to none. */
  readonly cache?: CheckCache;
}

/**
 * Finds all that the rules object to, at once. Runs no cell and changes nothing.
 * @param sources notebooks to be checked
 */
export async function checkNotebooks(
  sources: readonly NotebookSource[],
  {project, config = defaultCheckConfig, asked = new Set(ruleNames), cache = noCache}: CheckOptions = {},
): Promise<CheckResult> {
  const version = hashCode(["report/check"], join(libraryRoot(), "dist"));
  const isAsked = (what: Parameters<typeof rulesThatRead>[0]): boolean =>
    rulesThatRead(what).some((rule) => asked.has(rule));
  const read = sources.map(readSource);
  const good = read.filter(isRead);
  const found = new Map<string, Problem[]>();
  const add = (path: string, problems: readonly Problem[]): void => {
    found.set(path, [...(found.get(path) ?? []), ...problems]);
  };
  for (const [i, {path}] of sources.entries()) {
    const source = read[i]!;
    add(path, isRead(source) ? checkAlone(source, config) : [source]);
  }
  if (isAsked("code")) {
    const typescript = good.filter(isTypeScript);
    const problems = await checkCodeOnce(typescript, {...config, cache, version});
    for (const [i, {path}] of typescript.entries()) add(path, problems[i]!);
  }
  const skipped: Skipped[] = [];
  if (!project) {
    const rules = [...rulesThatRead("project"), ...rulesThatRead("document")];
    skipped.push({rules, reason: "the notebooks belong to no report"});
  } else {
    const all = project.notebooks.map(readSource).filter(isRead);
    for (const [path, problem] of checkProject(project, all)) add(path, [problem]);
    if (isAsked("document")) {
      const {problems, skipped: reason} = await checkDocumentOnce(project.paths, all, {cache, version});
      for (const [path, problem] of problems) add(path, [problem]);
      if (reason !== undefined) skipped.push({rules: rulesThatRead("document"), reason});
    }
  }
  const paths = [...sources.map(({path}) => path), ...(project ? [reportFile] : [])];
  const sourceOf = new Map(good.map((source) => [source.path, source]));
  return {
    notebooks: sources.map(({path}) => path),
    findings: paths.flatMap((path) => weigh(found.get(path) ?? [], path, sourceOf.get(path), {config, asked})),
    skipped: skipped.filter(({rules}) => rules.some((rule) => asked.has(rule))),
  };
}

const reportFile = "report/report.json";

function checkAlone(source: ReadSource, config: CheckConfig): Problem[] {
  return [
    ...checkForm(source),
    ...checkParameters(source),
    ...checkTags(source, config.tags),
    ...checkProse(source, config),
  ];
}

function checkProject({listed, notebooks}: CheckedProject, all: readonly ReadSource[]): (readonly [string, Problem])[] {
  const pathOf = new Map(notebooks.map((source) => [nameOf(source), source.path]));
  return [
    ...checkChapters(listed, [...pathOf.keys()]).map(
      ({chapter, problem}) => [chapter === undefined ? reportFile : pathOf.get(chapter)!, problem] as const,
    ),
    ...checkProducts(all.filter((source) => listed.includes(nameOf(source)))).map(
      ([{path}, problem]) => [path, problem] as const,
    ),
  ];
}
