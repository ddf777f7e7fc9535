import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {CellReport} from "../notebook/execute.js";
import {hasTag, type Notebook} from "../notebook/nbformat.js";
import type {Parameters} from "../notebook/parameters.js";
import {readNotebook} from "../notebook/readNotebook.js";
import type {ReportInput} from "../render/input.js";
import type {CellTiming} from "../render/page/timings.js";
import {type Commit, readCommit} from "./commit.js";
import {parametersOf, type ReportConfig, readConfig} from "./config.js";
import type {ReportDigests} from "./digests.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {assertExecuted} from "./executedNotebook.js";
import {reportInputOf} from "./reportInput.js";

/** What the last build left, read again. */
export interface LastBuild {
  readonly config: ReportConfig;
  readonly commit: Commit;
  readonly profile: string;
  readonly parameters: Parameters;
  readonly inputs: Readonly<Record<string, string>>;
  readonly chapters: readonly ReadNotebook[];
}

/** An executed notebook and where it comes from. */
export interface ReadNotebook {
  readonly name: string;
  /** As it was named or found, for messages. */
  readonly file: string;
  /** Where its pictures are looked for. */
  readonly path: string;
  readonly notebook: Notebook;
  readonly cells: readonly CellReport[];
}

/** Reads the executed notebooks in `report/dist` and what they were run with. @throws LookbookError `missing-file` where there are none */
export async function readLastBuild(paths: ProjectPaths, env: NodeJS.ProcessEnv): Promise<LastBuild> {
  const dist = join(paths.report, "dist");
  const config = await readConfig(paths.report);
  const digests = await readJsonIfThere<ReportDigests>(join(dist, "digests.json"));
  const timings = (await readJsonIfThere<CellTiming[]>(join(dist, "timings.json"))) ?? [];
  const names = digests?.source.chapters ?? config.chapters;
  const chapters = await Promise.all(
    names.map(async (name): Promise<ReadNotebook> => {
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
    : await readCommit(paths.root, env);
  const parameters = parametersOf(config, profile, source?.parameters);
  return {config, commit, profile, parameters, inputs: source?.inputs ?? {}, chapters};
}

/** What the renderer takes, from the last build; runs nothing. @throws LookbookError as {@link readLastBuild}, and for a run that failed */
export async function lastReportInput(paths: ProjectPaths, env: NodeJS.ProcessEnv): Promise<ReportInput> {
  const {chapters, ...build} = await readLastBuild(paths, env);
  for (const {notebook, file} of chapters) assertExecuted(notebook, file);
  return reportInputOf(chapters.map(executedOf), {...build, paths});
}

/** As the build that ran it had it: its source without what was injected. */
export function executedOf({name, path, notebook, cells}: ReadNotebook): ExecutedChapter {
  const source = {...notebook, cells: notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"))};
  return {name, path, notebook: source, execution: {notebook, cells, duration: 0, peakMemory: 0}, cached: true};
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
