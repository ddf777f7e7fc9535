import {existsSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import {asideOf, type BindEvent, type Bound, type BoundOptions, bindReport} from "./bind.js";
import {readCommit} from "./commit.js";
import {readConfig} from "./config.js";
import {type ExecutedFile, nameOf, readNamed} from "./executedFiles.js";
import {assertExecuted, doubtsAbout} from "./executedNotebook.js";
import {foreignConfig} from "./foreignConfig.js";
import {readLastBuild} from "./lastBuild.js";
import {withProjectLock} from "./projectLock.js";
import {assertClaims} from "./strict.js";

/** Options for {@link renderNotebooks}. */
export interface RenderOptions {
  /** Files of executed notebooks, in reading order; defaults to those that the project's last build left. */
  readonly notebooks?: readonly string[];
  /** The project that they belong to, with its configuration; undefined where they lie in none. */
  readonly paths: ProjectPaths | undefined;
  /** Folder of the report; defaults to `report/dist` for the last build, else to `NAME.report` beside the first notebook. */
  readonly output?: string | undefined;
  /** False makes the HTML alone; defaults to true. */
  readonly pdf?: boolean;
  /** Whether a doubt about a notebook, or a refuted claim, is an error; defaults to false. */
  readonly strict?: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: BindEvent) => void;
}

/** A report that was rendered. */
export interface RenderedNotebooks extends Bound {
  readonly folder: string;
}

/**
 * Makes a report of notebooks that were executed before, here or elsewhere: by a build, by `lookbook run`, or by Jupyter. Runs nothing.
 * @throws LookbookError `missing-file`, `bad-notebook` for a notebook that was not run or failed, `bad-option` for a folder with notebooks that
 * are no report's, and as `bindReport`
 */
export async function renderNotebooks(options: RenderOptions): Promise<RenderedNotebooks> {
  const {notebooks = [], paths} = options;
  if (notebooks.length > 0) return renderFiles(notebooks, options);
  if (paths === undefined) {
    throw new LookbookError(
      "missing-file",
      "no notebook was named, and this is no Lookbook project; name executed notebooks",
    );
  }
  return withProjectLock(join(paths.report, ".cache", "lock"), () => renderLastBuild(paths, options));
}

async function renderLastBuild(paths: ProjectPaths, options: RenderOptions): Promise<RenderedNotebooks> {
  const {chapters, ...build} = await readLastBuild(paths, options.env);
  return bind(chapters, {
    ...options,
    ...build,
    paths,
    folder: options.output ?? join(paths.report, "dist"),
    note: options.output === undefined ? join(paths.report, ".cache", "dist.json") : undefined,
  });
}

async function renderFiles(files: readonly string[], options: RenderOptions): Promise<RenderedNotebooks> {
  const first = resolve(files[0]!);
  const place = dirname(first);
  const paths = options.paths ?? {root: place, report: place, notebooks: place};
  const chapters = await readNamed(files, paths.notebooks);
  const folder = options.output ?? join(place, `${nameOf(first)}.report`);
  const config = options.paths
    ? await readConfig(paths.report)
    : foreignConfig(
        chapters.map(({notebook}) => notebook),
        first,
      );
  const work = async (): Promise<RenderedNotebooks> =>
    bind(chapters, {
      ...options,
      config: {...config, chapters: chapters.map(({name}) => name)},
      commit: await readCommit(paths.root, options.env),
      paths,
      profile: "",
      parameters: {},
      inputs: {},
      folder,
    });
  return folder === join(paths.report, "dist") ? withProjectLock(join(paths.report, ".cache", "lock"), work) : work();
}

type RenderContext = BoundOptions & Pick<RenderOptions, "strict" | "signal" | "onEvent">;

async function bind(chapters: readonly ExecutedFile[], context: RenderContext): Promise<RenderedNotebooks> {
  const {folder, paths, strict = false, onEvent} = context;
  assertNoSource(folder, paths.report);
  for (const {execution, file} of chapters) assertExecuted(execution.notebook, file);
  const doubts = chapters.flatMap(({execution, file, today}) => doubtsAbout(execution.notebook, file, today));
  if (strict && doubts.length > 0) throw new LookbookError("bad-notebook", doubts.join("\n"));
  for (const text of doubts) onEvent?.({type: "warning", text});
  const bound = await bindReport(chapters, {...context, aside: asideOf(folder, paths.report)});
  if (strict) assertClaims(bound.report.claims);
  return {...bound, folder};
}

/** A report takes the place of `notebooks` in its folder: nobody's sources may lie there. */
function assertNoSource(folder: string, report: string): void {
  const isReport = folder === join(report, "dist") || existsSync(join(folder, "digests.json"));
  if (isReport || !existsSync(join(folder, "notebooks"))) return;
  const reason = "it holds a folder notebooks, which the report's own would replace";
  throw new LookbookError("bad-option", `the report cannot go into ${folder}: ${reason}; name a folder of its own`);
}
