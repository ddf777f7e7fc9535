import {join, relative} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type ChapterEvent, executeChapters} from "../notebook/executeChapters.js";
import {executionError} from "../notebook/executionFailure.js";
import type {Chapter} from "../notebook/order.js";
import type {Parameters} from "../notebook/parameters.js";
import {readNotebook} from "../notebook/readNotebook.js";
import type {ProvenanceGroup, RenderedReport} from "../render/input.js";
import {type PrintedPdf, printPdf} from "../render/pdf/printPdf.js";
import {renderReport} from "../render/report.js";
import {readAsked} from "./askedParameters.js";
import {type Commit, dateOf, readCommit} from "./commit.js";
import {parametersOf, type ReportConfig, readConfig} from "./config.js";
import {writeDigests} from "./digests.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {executionOptions, lockHash} from "./executionOptions.js";
import type {Fingerprint} from "./fingerprint.js";
import {putInPlace, withAside, writeFiles} from "./reportFiles.js";
import {type ReportContext, reportInputOf} from "./reportInput.js";
import {assertClaims} from "./strict.js";

/** Options for {@link buildReport}. */
export interface BuildOptions {
  readonly paths: ProjectPaths;
  /** Defaults to the configuration's default profile. */
  readonly profile?: string | undefined;
  /** Parameters asked for by hand, over those of the profile: name to text, read as the chapters declare them. */
  readonly asked?: Readonly<Record<string, string>>;
  /** Chapters to build; defaults to all. What they consume must have been built before, or be among them. */
  readonly only?: readonly string[] | undefined;
  /** Hashes of what all chapters depend on: library code, data. */
  readonly inputs: Readonly<Record<string, string>>;
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
  | {readonly type: "warning"; readonly text: string}
  | {readonly type: "rendered"; readonly figures: number; readonly bytes: number}
  | {readonly type: "printed"; readonly pages: number; readonly bytes: number};

/** What a build left. */
export interface BuildResult {
  /** Folder of the report. */
  readonly folder: string;
  readonly report: RenderedReport;
  readonly pdf: PrintedPdf | undefined;
  readonly chapters: readonly ExecutedChapter[];
}

/**
 * The whole way: runs the chapters that changed, binds them, prints. Every file of the report is made aside and put in place at the
 * end, so a build that fails leaves the report before it untouched.
 * @throws LookbookError of every kind; `no-browser` only after the HTML is in place, without the PDF, and `refuted-claim`
 */
export async function buildReport(options: BuildOptions): Promise<BuildResult> {
  const {paths, pdf = true, onEvent, env, signal} = options;
  const config = await readConfig(paths.report);
  const profile = options.profile ?? config.defaultProfile;
  const {only} = options;
  const all = await readChapters(config, paths);
  assertListed(only, config);
  const chapters = all.filter(({name}) => only?.includes(name) ?? true);
  const parameters = parametersOf(config, profile, readAsked(options.asked ?? {}, chapters));
  onEvent?.({type: "chapters", names: chapters.map(({name}) => name), profile});
  const inputs = {...options.inputs, ...(await lockHash(paths.root))};
  const executed = await execute(all, {...options, inputs, profile, parameters});
  const commit = await readCommit(paths.root, env);
  const {report, provenance} = await render(executed, {config, commit, paths, profile, parameters, inputs});
  onEvent?.({type: "rendered", figures: report.figures.length, bytes: Buffer.byteLength(report.html)});
  for (const text of report.warnings) onEvent?.({type: "warning", text});
  const built = await withAside(paths, async (aside) => {
    await writeFiles(aside, {report, provenance, executed, language: config.language});
    const printed = pdf ? await tryPrint(aside, {config, commit, signal}) : undefined;
    if (signal?.aborted)
      throw new LookbookError("interrupted", "the build was interrupted; the report before it is untouched");
    const names = executed.map(({name}) => name);
    await writeDigests(aside, {commit, profile, parameters, chapters: names, inputs, pdf: printed?.pdf});
    const folder = options.output ?? join(paths.report, "dist");
    await putInPlace(aside, folder, printed?.pdf !== undefined);
    if (printed?.failure) throw printed.failure;
    for (const {page, message} of printed?.pdf?.findings ?? [])
      onEvent?.({type: "warning", text: `report.pdf, page ${page}: ${message}`});
    if (printed?.pdf) onEvent?.({type: "printed", ...printed.pdf});
    return {folder, report, pdf: printed?.pdf, chapters: executed};
  });
  if (options.strict ?? config.profiles[profile]?.strict) assertClaims(report.claims);
  return built;
}

interface ExecuteContext extends BuildOptions {
  readonly profile: string;
  readonly parameters: Parameters;
}

async function execute(chapters: readonly Chapter[], context: ExecuteContext): Promise<readonly ExecutedChapter[]> {
  const {paths, only, workers = 1, memory, signal, onEvent} = context;
  const results = await executeChapters(chapters, {
    ...executionOptions(context),
    workers,
    memory,
    only,
    onEvent: (chapter, event) => onEvent?.({type: "chapter", chapter, event}),
    ...(signal && {signal}),
  });
  const failed = results.find(({status}) => status === "failed");
  if (failed?.execution?.failure) throw executionError(relative(paths.root, failed.path), failed.execution.failure);
  return chapters.flatMap((chapter, i) => {
    const {execution, status} = results[i]!;
    return execution ? [{...chapter, execution, cached: status === "cached"}] : [];
  });
}

function assertListed(only: readonly string[] | undefined, {chapters}: ReportConfig): void {
  const unknown = only?.find((name) => !chapters.includes(name));
  if (unknown === undefined) return;
  throw new LookbookError("bad-option", `unknown chapter "${unknown}"; report.json lists ${chapters.join(", ")}`);
}

/** All of them, also where a few are to be built: what a chapter follows from is told by the others. */
async function readChapters({chapters}: ReportConfig, paths: ProjectPaths): Promise<Chapter[]> {
  return Promise.all(
    chapters.map(async (name) => {
      const path = join(paths.notebooks, `${name}.ipynb`);
      return {name, path, notebook: await readNotebook(path)};
    }),
  );
}

interface Rendered {
  readonly report: RenderedReport;
  readonly provenance: readonly ProvenanceGroup[];
}

async function render(executed: readonly ExecutedChapter[], context: ReportContext): Promise<Rendered> {
  const input = await reportInputOf(executed, context);
  return {report: renderReport(input), provenance: input.provenance};
}

interface PrintContext {
  readonly config: ReportConfig;
  readonly commit: Commit;
  readonly signal: AbortSignal | undefined;
}

interface Printed {
  readonly pdf: PrintedPdf | undefined;
  /** No browser was found; the rest of the report is good. */
  readonly failure: LookbookError | undefined;
}

async function tryPrint(aside: string, {config, commit, signal}: PrintContext): Promise<Printed> {
  try {
    const {title, subtitle, authors} = config;
    const pdf = await printPdf(join(aside, "report.html"), join(aside, "report.pdf"), {
      title,
      authors,
      subject: subtitle,
      date: dateOf(commit) ?? new Date(0).toISOString(),
      language: config.language,
      ...(signal && {signal}),
    });
    return {pdf, failure: undefined};
  } catch (failure) {
    if (failure instanceof LookbookError && failure.code === "no-browser") return {pdf: undefined, failure};
    throw failure;
  }
}
