import {existsSync} from "node:fs";
import {readFile, rm} from "node:fs/promises";
import {join, relative} from "node:path";
import type {Command} from "commander";
import {LookbookError} from "../core/errors.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {readCommit} from "../report/build/commit.js";
import {readReport} from "../report/compare/readReport.js";
import {assertClean, assertHolds} from "../report/compare/release/assertReleasable.js";
import {releaseNotes} from "../report/compare/release/releaseNotes.js";
import {readReleaseSettings} from "../report/compare/release/settings.js";
import {writeRelease} from "../report/compare/release/writeRelease.js";
import type {ReadReport} from "../report/compare/report.js";
import {verificationText} from "../report/compare/show/verificationText.js";
import {recipeOf} from "../report/compare/verify/recipe.js";
import {verifyReports} from "../report/compare/verify/verifyReports.js";
import {dataDirOption, workersOption} from "./buildOptions.js";
import {interruptible} from "./interruptible.js";
import {type OpenedBuild, openBuild} from "./openBuild.js";

interface ReleaseArguments {
  readonly profile?: string;
  readonly allowDirty?: boolean;
  readonly allowRefuted?: boolean;
  readonly verify: boolean;
  readonly workers?: string;
  readonly dataDir?: string;
}

/** Adds `lookbook release`. */
export function addReleaseCommand(program: Command): void {
  program
    .command("release")
    .description("build the report, build it again to be sure, and put it into report/released for git")
    .option("--profile <name>", "another profile than the default one of report/report.json")
    .option("--allow-dirty", "release in spite of changes that are not committed")
    .option("--allow-refuted", "release a report that refutes its own claims")
    .option("--no-verify", "do not build a second time")
    .option(...workersOption)
    .option(...dataDirOption)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook release",
        "  lookbook release --profile quick --no-verify    to see what it would look like",
        "",
        "report/released holds the PDF, values.json, digests.json, the page without fonts and scripts (content.html), NOTES.md with",
        'what changed, and pictures for a README: "release": {"pictures": ["fig-confusion"], "pages": [1, 2]} in report.json.',
      ].join("\n"),
    )
    .action(release);
}

async function release(given: ReleaseArguments): Promise<void> {
  const paths = findProject(process.cwd());
  const leave = {dirty: given.allowDirty === true, refuted: given.allowRefuted === true};
  const settings = await readReleaseSettings(paths.report);
  assertClean(await readCommit(paths.root, process.env), leave);
  const build = await openBuild(paths, {
    ...given,
    isTerminal: process.stdout.isTTY === true,
    write: (text) => process.stdout.write(text),
  });
  const read = (folder: string): Promise<ReadReport> => readReport(folder, {folder: paths.root, root: paths.root});
  const built = join(paths.report, ".cache", "release");
  await rm(built, {recursive: true, force: true});
  try {
    await interruptible(async (signal) => {
      const {buildReport} = await import("../report/build/build.js");
      await buildReport({...build.options, profile: given.profile, strict: false, output: built, signal});
      const report = await read(relative(paths.root, built));
      assertHolds(report, leave);
      if (given.verify) await assertSame(report, paths, build, signal);
    }).finally(build.close);
    const released = join(paths.report, "released");
    const before = existsSync(join(released, "values.json")) ? await read(relative(paths.root, released)) : undefined;
    const html = join(built, "report.html");
    const {takePictures} = await import("../report/compare/release/takePictures.js");
    const {taken, left} = await takePictures({...settings, html, pdf: join(built, "report.pdf")});
    const notes = releaseNotes(await read(relative(paths.root, built)), before);
    const files = await writeRelease(released, {built, html: await readFile(html, "utf8"), pictures: taken, notes});
    for (const reason of left) console.error(`left out: ${reason}`);
    for (const {name, bytes} of files)
      console.log(`${join(relative(process.cwd(), released), name)}  ${Math.ceil(bytes / 1024)} KiB`);
  } finally {
    await rm(built, {recursive: true, force: true});
  }
}

/** The first build may use what is cached, the second may not: so a stale cache is found, too. */
async function assertSame(
  report: ReadReport,
  paths: ProjectPaths,
  {options}: OpenedBuild,
  signal: AbortSignal,
): Promise<void> {
  const {rebuildReport} = await import("../report/compare/verify/rebuildReport.js");
  const output = join(paths.report, ".cache", "verify");
  await rm(output, {recursive: true, force: true});
  await rebuildReport(recipeOf(report), {...options, reuse: false, output, signal});
  const again = await readReport(relative(paths.root, output), {folder: paths.root, root: paths.root});
  const verification = verifyReports(report, again);
  if (!verification.equal) {
    process.stderr.write(verificationText(verification));
    throw new LookbookError(
      "release-refused",
      "two builds differ, so nobody could check this release; see above where",
    );
  }
  await rm(output, {recursive: true, force: true});
}
