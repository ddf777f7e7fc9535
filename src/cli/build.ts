import {join, relative} from "node:path";
import type {Command} from "commander";
import {findProject} from "../core/paths.js";
import type {BuildOptions} from "../report/build/build.js";
import {interruptible} from "./interruptible.js";
import {openBuild} from "./openBuild.js";
import {collectParameters} from "./parameters.js";

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
  const isTerminal = process.stdout.isTTY === true;
  const opened = await openBuild(paths, {...given, isTerminal, write: (text) => process.stdout.write(text)});
  const options: BuildOptions = {
    ...opened.options,
    profile: given.profile,
    asked: given.parameter,
    only: given.only,
    reuse: given.cache,
    strict: given.strict,
    pdf: given.pdf,
  };
  const {buildReport} = await import("../report/build/build.js");
  const {folder} = await interruptible((signal) => buildReport({...options, signal})).finally(opened.close);
  console.log(`\n${join(relative(process.cwd(), folder), "report.html")}`);
  if (given.pdf) console.log(join(relative(process.cwd(), folder), "report.pdf"));
}
