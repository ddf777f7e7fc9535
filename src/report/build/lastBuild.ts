import {join} from "node:path";
import type {ProjectPaths} from "../../core/paths.js";
import type {Parameters} from "../notebook/parameters.js";
import type {ReportInput} from "../render/input.js";
import {type Commit, readCommit} from "./commit.js";
import {parametersOf, type ReportConfig, readConfig} from "./config.js";
import type {ReportDigests} from "./digests.js";
import {type ExecutedFile, readBuilt, readJsonIfThere} from "./executedFiles.js";
import {assertExecuted} from "./executedNotebook.js";
import {reportInputOf} from "./reportInput.js";

/** What the last build left, read again. */
export interface LastBuild {
  readonly config: ReportConfig;
  readonly commit: Commit;
  readonly profile: string;
  readonly parameters: Parameters;
  readonly inputs: Readonly<Record<string, string>>;
  readonly chapters: readonly ExecutedFile[];
}

/** Reads the executed notebooks in `report/dist` and what they were run with. @throws LookbookError `missing-file` where there are none */
export async function readLastBuild(paths: ProjectPaths, env: NodeJS.ProcessEnv): Promise<LastBuild> {
  const config = await readConfig(paths.report);
  const source = (await readJsonIfThere<ReportDigests>(join(paths.report, "dist", "digests.json")))?.source;
  const chapters = await readBuilt(source?.chapters ?? config.chapters, paths);
  const commit: Commit = source
    ? {hash: source.commit ?? undefined, dirty: source.dirty, epoch: source.epoch ?? undefined}
    : await readCommit(paths.root, env);
  const profile = source?.profile ?? config.defaultProfile;
  // A report of notebooks that were run elsewhere has no profile.
  const parameters = profile === "" ? {} : parametersOf(config, profile, source?.parameters);
  return {config, commit, profile, parameters, inputs: source?.inputs ?? {}, chapters};
}

/** What the renderer takes, from the last build; runs nothing. @throws LookbookError as {@link readLastBuild}, and for a run that failed */
export async function lastReportInput(paths: ProjectPaths, env: NodeJS.ProcessEnv): Promise<ReportInput> {
  const {chapters, ...build} = await readLastBuild(paths, env);
  for (const {execution, file} of chapters) assertExecuted(execution.notebook, file);
  return reportInputOf(chapters, {...build, paths});
}
