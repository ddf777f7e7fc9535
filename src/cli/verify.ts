import {existsSync} from "node:fs";
import {rm} from "node:fs/promises";
import {join, relative} from "node:path";
import type {Command} from "commander";
import {LookbookError} from "../core/errors.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {readReport} from "../report/compare/readReport.js";
import {verificationText} from "../report/compare/show/verificationText.js";
import {recipeOf} from "../report/compare/verify/recipe.js";
import {type Verification, verifyReports} from "../report/compare/verify/verifyReports.js";
import {dataDirOption, workersOption} from "./buildOptions.js";
import {interruptible} from "./interruptible.js";
import {openBuild} from "./openBuild.js";

interface VerifyArguments {
  readonly reuse?: boolean;
  readonly json?: boolean;
  readonly workers?: string;
  readonly dataDir?: string;
}

/** Adds `lookbook verify`. */
export function addVerifyCommand(program: Command): void {
  program
    .command("verify")
    .description("build a report again from what it records of itself, and compare every byte")
    .argument("[report]", "folder, page or git revision; defaults to report/dist, else report/released")
    .option("--reuse", "take what is cached; without it, everything runs anew, trainings too")
    .option("--json", "print JSON")
    .option(...workersOption)
    .option(...dataDirOption)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook verify                    the report that was built last",
        "  lookbook verify report/released    the release, as CI does",
        "",
        "Ends with 0 where all files are equal, with 1 where one differs; then it names the value, the figure, or the place.",
        "A PDF is compared where the same version of the browser prints it. A report of another commit is verified there:",
        "  git worktree add ../then COMMIT && cd ../then && npm ci && npm run build && npx lookbook verify ../now/report/dist",
      ].join("\n"),
    )
    .action(verify);
}

async function verify(
  place: string | undefined,
  {reuse = false, json = false, ...given}: VerifyArguments,
): Promise<void> {
  const paths = findProject(process.cwd());
  const recorded = await readReport(place ?? defaultReport(paths), {folder: process.cwd(), root: paths.root});
  const write = (text: string): unknown => (json ? process.stderr : process.stdout).write(text);
  const build = await openBuild(paths, {...given, write, isTerminal: !json && process.stdout.isTTY === true});
  const {rebuildReport} = await import("../report/compare/verify/rebuildReport.js");
  const output = join(paths.report, ".cache", "verify");
  await rm(output, {recursive: true, force: true});
  await interruptible((signal) => rebuildReport(recipeOf(recorded), {...build.options, reuse, output, signal})).finally(
    build.close,
  );
  const rebuilt = await readReport(relative(process.cwd(), output), {folder: process.cwd(), root: paths.root});
  const verification = verifyReports(recorded, rebuilt);
  tell(verification, json);
  if (verification.equal) await rm(output, {recursive: true, force: true});
  else process.exitCode = 1;
}

function tell(verification: Verification, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify(verification, null, 2)}\n`);
  else process.stdout.write(`\n${verificationText(verification, {colour: process.stdout.isTTY === true})}`);
  if (verification.equal || json) return;
  const {old, new: now} = verification.diff;
  console.log(`\nthe new one lies in ${now}; lookbook diff ${old} ${now} --html changes.html shows both side by side`);
}

function defaultReport({root, report}: ProjectPaths): string {
  const found = ["dist", "released"]
    .map((name) => join(report, name))
    .find((folder) => existsSync(join(folder, "values.json")));
  if (found !== undefined) return relative(process.cwd(), found);
  throw new LookbookError(
    "missing-file",
    `no report in ${relative(process.cwd(), root) || "."}: neither report/dist nor report/released; build one first`,
  );
}
