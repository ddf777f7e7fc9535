import {join, relative} from "node:path";
import {type ChapterEvent, executeChapters} from "../notebook/executeChapters.js";
import {executionError} from "../notebook/executionFailure.js";
import type {PrintedPdf} from "../render/pdf/printPdf.js";
import {asideOf, type BindEvent, bindReport} from "./bind.js";
import type {BoundReport} from "./boundNote.js";
import {readCommit} from "./commit.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {executionOptions} from "./executionOptions.js";
import type {Fingerprint} from "./fingerprint.js";
import {type BuildQuestion, type PreparedBuild, prepareBuild} from "./prepareBuild.js";
import {withProjectLock} from "./projectLock.js";
import {assertClaims} from "./strict.js";

/** Options for {@link buildReport}. */
export interface BuildOptions extends BuildQuestion {
  /** Identity of what chapters produce: a cached chapter whose product was removed or replaced runs again. */
  readonly fingerprint?: Fingerprint;
  /** False runs everything anew, trainings too; defaults to true. */
  readonly reuse?: boolean;
  /** Chapters run side by side; defaults to 1. */
  readonly workers?: number;
  /** Bytes that they may take together; defaults to no limit. */
  readonly memory?: number | undefined;
  /** Whether a refuted claim fails the build, once the report is in place; defaults to what the profile says. */
  readonly strict?: boolean | undefined;
  /** False builds the HTML alone; defaults to true. */
  readonly pdf?: boolean;
  /** Folder of the report, on the project's own disk; defaults to `report/dist`. */
  readonly output?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: BuildEvent) => void;
}

/** What happens during a build. */
export type BuildEvent =
  | {readonly type: "chapters"; readonly names: readonly string[]; readonly profile: string}
  | {readonly type: "chapter"; readonly chapter: string; readonly event: ChapterEvent}
  | BindEvent;

/** What a build left. */
export interface BuildResult {
  /** Folder of the report. */
  readonly folder: string;
  readonly report: BoundReport;
  readonly pdf: PrintedPdf | undefined;
  readonly chapters: readonly ExecutedChapter[];
}

/**
 * The whole way: runs the chapters that changed, binds them, prints. Every file of the report is made aside and put in place at the
 * end, so a build that fails leaves the report before it untouched.
 * @throws LookbookError of every kind; `busy` where another process builds the same project; `no-browser` only after the HTML is in place, without the PDF, and `refuted-claim`
 */
export async function buildReport(options: BuildOptions): Promise<BuildResult> {
  return withProjectLock(join(options.paths.report, ".cache", "lock"), () => build(options));
}

async function build(options: BuildOptions): Promise<BuildResult> {
  const {paths, onEvent, env} = options;
  const prepared = await prepareBuild(options);
  const {config, profile, chapters} = prepared;
  onEvent?.({type: "chapters", names: chapters.map(({name}) => name), profile});
  const executed = await execute({...options, ...prepared});
  const commit = await readCommit(paths.root, env);
  const {output, reuse = true} = options;
  const folder = output ?? join(paths.report, "dist");
  const {report, pdf} = await bindReport(executed, {
    ...options,
    ...prepared,
    commit,
    folder,
    aside: asideOf(folder, paths.report),
    note: reuse && output === undefined ? join(paths.report, ".cache", "dist.json") : undefined,
  });
  if (options.strict ?? config.profiles[profile]?.strict) assertClaims(report.claims);
  return {folder, report, pdf, chapters: executed};
}

async function execute(context: BuildOptions & PreparedBuild): Promise<readonly ExecutedChapter[]> {
  const {all, paths, only, workers = 1, memory, signal, onEvent} = context;
  const results = await executeChapters(all, {
    ...executionOptions(context),
    workers,
    memory,
    only,
    onEvent: (chapter, event) => onEvent?.({type: "chapter", chapter, event}),
    ...(signal && {signal}),
  });
  const failed = results.find(({status}) => status === "failed");
  if (failed?.execution?.failure) throw executionError(relative(paths.root, failed.path), failed.execution.failure);
  return all.flatMap((chapter, i) => {
    const {execution, status} = results[i]!;
    return execution ? [{...chapter, execution, cached: status === "cached"}] : [];
  });
}
