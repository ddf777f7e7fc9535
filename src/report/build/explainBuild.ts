import {join} from "node:path";
import {type ChapterPlan, planChapters} from "../notebook/planChapters.js";
import {isBound} from "./bind.js";
import {readCommit} from "./commit.js";
import {executionOptions} from "./executionOptions.js";
import type {Fingerprint} from "./fingerprint.js";
import {type BuildQuestion, prepareBuild} from "./prepareBuild.js";

/** Options for {@link explainBuild}: those of `buildReport` that decide what runs. */
export interface ExplainOptions extends BuildQuestion {
  readonly fingerprint?: Fingerprint;
  readonly reuse?: boolean;
  readonly pdf?: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** What a build would do. */
export interface BuildPlan {
  readonly profile: string;
  readonly chapters: readonly ChapterPlan[];
  /** Whether the report in `report/dist` is what the build would make; undefined where that hangs on chapters that run. */
  readonly isBound: boolean | undefined;
}

/** Says what a build would run, and why; runs and writes nothing. @throws LookbookError as `buildReport` before it runs anything */
export async function explainBuild(options: ExplainOptions): Promise<BuildPlan> {
  const {paths, only, env, pdf = true, reuse = true} = options;
  const prepared = await prepareBuild(options);
  const {profile, all} = prepared;
  const {cache, parameters} = executionOptions({...options, ...prepared});
  const chapters = await planChapters(all, {cache, parameters, only});
  const executed = prepared.chapters.flatMap((chapter) => {
    const {verdict, execution} = chapters.find(({name}) => name === chapter.name)!;
    return verdict === "cached" && execution ? [{...chapter, execution, cached: true}] : [];
  });
  if (executed.length < prepared.chapters.length) return {profile, chapters, isBound: undefined};
  const commit = await readCommit(paths.root, env);
  const folder = join(paths.report, "dist");
  const note = join(paths.report, ".cache", "dist.json");
  const bound = reuse && (await isBound(executed, {...prepared, paths, commit, folder, note, pdf, env}));
  return {profile, chapters, isBound: bound};
}
