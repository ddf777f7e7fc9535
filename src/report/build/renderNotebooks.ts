import {basename, dirname, join, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import {readNotebook} from "../notebook/readNotebook.js";
import {asideOf, type BindEvent, type Bound, bindReport} from "./bind.js";
import {type Commit, readCommit} from "./commit.js";
import {type ReportConfig, readConfig} from "./config.js";
import {assertExecuted, doubtsAbout} from "./executedNotebook.js";
import {foreignConfig} from "./foreignConfig.js";
import {executedOf, type ReadNotebook, readLastBuild} from "./lastBuild.js";
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
 * @throws LookbookError `missing-file`, `bad-notebook` for a notebook that was not run or failed, and as `bindReport`
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
  const chapters = await Promise.all(
    files.map(
      async (file): Promise<ReadNotebook> => ({
        name: nameOf(file),
        file,
        path: resolve(file),
        notebook: await readNotebook(file),
        cells: [],
      }),
    ),
  );
  const twin = chapters.find(({name}, i) => chapters.findIndex((other) => other.name === name) < i);
  if (twin)
    throw new LookbookError("bad-option", `two notebooks are called ${twin.name}; their names make the report's links`);
  const first = resolve(files[0]!);
  const paths = options.paths ?? {root: dirname(first), report: dirname(first), notebooks: dirname(first)};
  const config = options.paths
    ? await readConfig(paths.report)
    : foreignConfig(
        chapters.map(({notebook}) => notebook),
        first,
      );
  return bind(chapters, {
    ...options,
    config: {...config, chapters: chapters.map(({name}) => name)},
    commit: await readCommit(paths.root, options.env),
    paths,
    profile: "",
    parameters: {},
    inputs: {},
    folder: options.output ?? join(dirname(first), `${nameOf(first)}.report`),
  });
}

interface RenderContext extends Omit<RenderOptions, "paths"> {
  readonly config: ReportConfig;
  readonly commit: Commit;
  readonly paths: Pick<ProjectPaths, "root" | "report" | "notebooks">;
  readonly profile: string;
  readonly parameters: ReportConfig["parameters"];
  readonly inputs: Readonly<Record<string, string>>;
  readonly folder: string;
  readonly note?: string | undefined;
}

async function bind(chapters: readonly ReadNotebook[], context: RenderContext): Promise<RenderedNotebooks> {
  const {folder, paths, strict = false, onEvent} = context;
  for (const {notebook, file} of chapters) assertExecuted(notebook, file);
  const doubts = (await Promise.all(chapters.map((chapter) => doubtsOf(chapter, paths)))).flat();
  if (strict && doubts.length > 0) throw new LookbookError("bad-notebook", doubts.join("\n"));
  for (const text of doubts) onEvent?.({type: "warning", text});
  const bound = await bindReport(chapters.map(executedOf), {...context, aside: asideOf(folder, paths.report)});
  if (strict) assertClaims(bound.report.claims);
  return {...bound, folder};
}

async function doubtsOf(
  {name, file, notebook}: ReadNotebook,
  {notebooks}: RenderContext["paths"],
): Promise<readonly string[]> {
  const own = join(notebooks, `${name}.ipynb`);
  const source = resolve(own) === resolve(file) ? undefined : await readNotebook(own).catch(() => undefined);
  return doubtsAbout(notebook, file, source);
}

/** The start of the report's ids: letters, digits, `_` and `-`. */
function nameOf(file: string): string {
  const name = basename(file, ".ipynb").replace(/\.executed$/, "");
  return (
    name
      .normalize("NFKD")
      .replaceAll(/[^\w-]+/g, "-")
      .replaceAll(/^-+|-+$/g, "") || "notebook"
  );
}
