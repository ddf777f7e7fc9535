import {availableParallelism} from "node:os";
import {join, relative} from "node:path";
import type {Command} from "commander";
import {hashCode} from "../core/code.js";
import {LookbookError} from "../core/errors.js";
import {findProject, libraryRoot} from "../core/paths.js";
import type {BuildOptions} from "../report/build/build.js";
import {readConfig} from "../report/build/config.js";
import {buildView} from "./buildView.js";
import {interruptible} from "./interruptible.js";
import {collectParameters} from "./parameters.js";
import {openProjectData, productFingerprint} from "./projectData.js";

interface BuildArguments {
  readonly profile?: string;
  readonly parameter: Readonly<Record<string, string>>;
  readonly only?: string[];
  readonly cache: boolean;
  readonly pdf: boolean;
  readonly strict?: true;
  readonly workers?: string;
  readonly dataDir?: string;
}

/** Adds `lookbook build`. */
export function addBuildCommand(program: Command): void {
  program
    .command("build")
    .description("run the chapters that changed, bind them, print the PDF; the result lies in report/dist")
    .option("--profile <name>", "size of the build: quick, standard or full, as report/report.json says")
    .option(
      "-p, --parameter <name=value>",
      "override a parameter of the profile; may be repeated",
      collectParameters,
      {},
    )
    .option("--only <chapters...>", "build these chapters alone")
    .option("--no-cache", "run everything anew")
    .option("--no-pdf", "build the HTML alone")
    .option("--strict", "fail if a claim is refuted by the numbers of this build, after writing the report")
    .option("--workers <n>", "chapters run side by side (default: half the cores)")
    .option("--data-dir <folder>", "folder of the data set's files, where report.json names one")
    .addHelpText(
      "after",
      "\nExamples:\n  lookbook build                          the standard report\n  lookbook build --profile quick          minutes, on a tenth of the data\n  lookbook build --profile quick -p seed=7 --no-pdf",
    )
    .action(build);
}

async function build(given: BuildArguments): Promise<void> {
  const paths = findProject(process.cwd());
  const config = await readConfig(paths.report);
  const {title, inputs, env} = await openProjectData(paths, {...config, env: process.env, dataDir: given.dataDir});
  if (title !== undefined) console.log(`data: ${title}`);
  const view = buildView({isTerminal: process.stdout.isTTY === true, write: (text) => process.stdout.write(text)});
  const options: BuildOptions = {
    paths,
    profile: given.profile,
    asked: given.parameter,
    only: given.only,
    inputs: {library: hashCode(["index"], join(libraryRoot(), "dist")), ...inputs},
    fingerprint: productFingerprint(paths),
    reuse: given.cache,
    workers: workersOf(given.workers),
    strict: given.strict,
    pdf: given.pdf,
    env,
    onEvent: view.onEvent,
  };
  const {buildReport} = await import("../report/build/build.js");
  const {folder} = await interruptible((signal) => buildReport({...options, signal})).finally(view.close);
  console.log(`\n${join(relative(process.cwd(), folder), "report.html")}`);
  if (given.pdf) console.log(join(relative(process.cwd(), folder), "report.pdf"));
}

function workersOf(text: string | undefined): number {
  if (text === undefined) return Math.max(1, Math.floor(availableParallelism() / 2));
  const workers = Number(text);
  if (Number.isInteger(workers) && workers > 0) return workers;
  throw new LookbookError("bad-option", `--workers must be a whole number above 0, got "${text}"`);
}
