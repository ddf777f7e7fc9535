import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, dirname, join, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {CellReport} from "../notebook/execute.js";
import {hasTag, type Notebook} from "../notebook/nbformat.js";
import {readNotebook} from "../notebook/readNotebook.js";
import type {CellTiming} from "../render/page/timings.js";
import {asideOf, type BindEvent, type Bound, bindReport} from "./bind.js";
import {type Commit, readCommit} from "./commit.js";
import {parametersOf, type ReportConfig, readConfig} from "./config.js";
import type {ReportDigests} from "./digests.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {assertExecuted, doubtsAbout} from "./executedNotebook.js";
import {foreignConfig} from "./foreignConfig.js";
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
  const dist = join(paths.report, "dist");
  const config = await readConfig(paths.report);
  const digests = await readJsonIfThere<ReportDigests>(join(dist, "digests.json"));
  const timings = (await readJsonIfThere<CellTiming[]>(join(dist, "timings.json"))) ?? [];
  const names = digests?.source.chapters ?? config.chapters;
  const chapters = await Promise.all(
    names.map(async (name): Promise<Read> => {
      const file = join(dist, "notebooks", `${name}.ipynb`);
      const remedy = `run \`lookbook build\`, which leaves it there`;
      if (!existsSync(file)) throw new LookbookError("missing-file", `no executed notebook ${file}; ${remedy}`);
      const cells = timings.filter(({chapter}) => chapter === name).map(reportOf);
      return {name, file, path: join(paths.notebooks, `${name}.ipynb`), notebook: await readNotebook(file), cells};
    }),
  );
  const source = digests?.source;
  const profile = source?.profile ?? config.defaultProfile;
  const commit: Commit = source
    ? {hash: source.commit ?? undefined, dirty: source.dirty, epoch: source.epoch ?? undefined}
    : await readCommit(paths.root, options.env);
  return bind(chapters, {
    ...options,
    config,
    commit,
    paths,
    profile,
    parameters: parametersOf(config, profile, source?.parameters),
    inputs: source?.inputs ?? {},
    folder: options.output ?? dist,
    note: options.output === undefined ? join(paths.report, ".cache", "dist.json") : undefined,
  });
}

async function renderFiles(files: readonly string[], options: RenderOptions): Promise<RenderedNotebooks> {
  const chapters = await Promise.all(
    files.map(
      async (file): Promise<Read> => ({
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

/** An executed notebook and where it comes from. */
interface Read {
  readonly name: string;
  /** As it was named or found, for messages. */
  readonly file: string;
  /** Where its pictures are looked for. */
  readonly path: string;
  readonly notebook: Notebook;
  readonly cells: readonly CellReport[];
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

async function bind(chapters: readonly Read[], context: RenderContext): Promise<RenderedNotebooks> {
  const {folder, paths, strict = false, onEvent} = context;
  for (const {notebook, file} of chapters) assertExecuted(notebook, file);
  const doubts = (await Promise.all(chapters.map((chapter) => doubtsOf(chapter, paths)))).flat();
  if (strict && doubts.length > 0) throw new LookbookError("bad-notebook", doubts.join("\n"));
  for (const text of doubts) onEvent?.({type: "warning", text});
  const bound = await bindReport(chapters.map(executedOf), {...context, aside: asideOf(folder, paths.report)});
  if (strict) assertClaims(bound.report.claims);
  return {...bound, folder};
}

async function doubtsOf({name, file, notebook}: Read, {notebooks}: RenderContext["paths"]): Promise<readonly string[]> {
  const own = join(notebooks, `${name}.ipynb`);
  const source = resolve(own) === resolve(file) ? undefined : await readNotebook(own).catch(() => undefined);
  return doubtsAbout(notebook, file, source);
}

/** As the build that ran it had it: its source without what was injected. */
function executedOf({name, path, notebook, cells}: Read): ExecutedChapter {
  const source = {...notebook, cells: notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"))};
  return {name, path, notebook: source, execution: {notebook, cells, duration: 0, peakMemory: 0}, cached: true};
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

function reportOf({cell, firstLine, seconds, peakMemory}: CellTiming): CellReport {
  const place = {id: `cell-${cell}`, index: cell - 1, number: cell};
  return {...place, firstLine, status: "ok", duration: seconds * 1000, peakMemory: peakMemory ?? 0};
}

async function readJsonIfThere<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch {
    return undefined;
  }
}
