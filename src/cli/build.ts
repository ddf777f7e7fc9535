import {appendFile} from "node:fs/promises";
import {join, relative} from "node:path";
import type {Command} from "commander";
import {findProject} from "../core/paths.js";
import type {BuildOptions} from "../report/build/build.js";
import {dataDirOption, workersOption} from "./buildOptions.js";
import type {BuildView} from "./buildView.js";
import {explainText} from "./explain.js";
import {annotations, stepSummary} from "./github.js";
import {interruptible} from "./interruptible.js";
import {openBuild} from "./openBuild.js";
import {collectParameters} from "./parameters.js";

interface BuildArguments {
  readonly profile?: string;
  readonly parameter?: Readonly<Record<string, string>>;
  readonly only?: string[];
  readonly cache: boolean;
  readonly pdf: boolean;
  readonly strict?: true;
  readonly explain?: true;
  readonly quiet?: true;
  readonly json?: true;
  readonly workers?: string;
  readonly memory?: string;
  readonly dataDir?: string;
}

/** Adds `lookbook build`. */
export function addBuildCommand(program: Command): void {
  program
    .command("build")
    .description("run the chapters that changed, bind them, print the PDF; the result lies in report/dist")
    .option("--profile <name>", "size of the build: quick, standard or full, as report/report.json says")
    .option("-p, --parameter <name=value>", "override a parameter of the profile; may be repeated", collectParameters)
    .option("--only <chapters...>", "build these chapters alone")
    .option("--no-cache", "run everything anew")
    .option("--no-pdf", "build the HTML alone")
    .option("--strict", "fail if a claim is refuted by the numbers of this build, after writing the report")
    .option("--explain", "say which chapters and steps would run, and because of what; run nothing")
    .option(...workersOption)
    .option("--memory <size>", "memory they may take together, such as 4G (default: 80 % of what is free)")
    .option("--quiet", "say nothing unless it fails")
    .option("--json", "tell what happens as lines of JSON, for programs")
    .option(...dataDirOption)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook build                          the standard report",
        "  lookbook build --profile quick          minutes, on a tenth of the data",
        "  lookbook build --explain                what would run, and why",
        "  lookbook build --workers 4 --memory 8G  side by side where chapters do not wait for each other",
        "  lookbook build --profile quick -p seed=7 --no-pdf",
        "",
        "A chapter runs again when its code cells, its parameters, the code or the packages they reach, the data, or what it",
        "consumes has changed; prose runs nothing. A build that was stopped goes on where it was.",
      ].join("\n"),
    )
    .action(build);
}

async function build(given: BuildArguments): Promise<void> {
  const paths = findProject(process.cwd());
  const isTerminal = process.stdout.isTTY === true;
  const tell = given.json ? "json" : given.quiet || given.explain ? "nothing" : "all";
  const opened = await openBuild(paths, {...given, isTerminal, tell, write: (text) => process.stdout.write(text)});
  const options: BuildOptions = {
    ...opened.options,
    profile: given.profile,
    asked: given.parameter ?? {},
    only: given.only,
    reuse: given.cache,
    strict: given.strict,
    pdf: given.pdf,
  };
  if (given.explain) return explain(options, given.json === true);
  const {buildReport} = await import("../report/build/build.js");
  const {view} = opened;
  try {
    const {folder, pdf} = await interruptible((signal) => buildReport({...options, signal})).finally(opened.close);
    view.summary();
    const files = ["report.html", ...(pdf ? ["report.pdf"] : [])];
    if (tell === "all") for (const file of files) console.log(join(relative(process.cwd(), folder), file));
    await tellGithub(view);
  } catch (thrown) {
    await tellGithub(view, thrown);
    throw thrown;
  }
}

async function explain(options: BuildOptions, json: boolean): Promise<void> {
  const {explainBuild} = await import("../report/build/explainBuild.js");
  const plan = await explainBuild(options);
  const {chapters, ...rest} = plan;
  const plain = chapters.map(({execution: _, ...chapter}) => chapter);
  process.stdout.write(json ? `${JSON.stringify({...rest, chapters: plain}, null, 2)}\n` : explainText(plan));
}

/** In a job of GitHub's, warnings and the error stand at their notebooks, and the summary on the job's page. */
async function tellGithub({state, rows}: BuildView, thrown?: unknown): Promise<void> {
  const {GITHUB_ACTIONS: isJob, GITHUB_STEP_SUMMARY: page} = process.env;
  if (isJob === "true") process.stderr.write(annotations(state.warnings, thrown));
  if (page) await appendFile(page, stepSummary(state, rows(), thrown));
}
