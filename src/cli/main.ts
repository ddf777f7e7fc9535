#!/usr/bin/env node
import {Command, CommanderError, Option} from "commander";
import {LookbookError, messageOf} from "../core/errors.js";
import {packageVersion} from "../core/paths.js";
import {addBuildCommand} from "./build.js";
import {addCheckCommand} from "./check.js";
import {addCleanCommand} from "./clean.js";
import {addDataCommands} from "./data.js";
import {addDiffCommand} from "./diff.js";
import {addDoctorCommand} from "./doctor.js";
import {exitCodeOf, exitCodes} from "./exitCodes.js";
import {addHookCommands} from "./hook.js";
import {addInitCommand} from "./init.js";
import {addKernelCommands} from "./kernel.js";
import {addMarkdownCommand} from "./markdown.js";
import {addMeasureCommand} from "./measure.js";
import {addModelsCommand} from "./models.js";
import {addNativeCommands} from "./native.js";
import {addPreviewCommand} from "./preview.js";
import {addRegisterCommand} from "./register.js";
import {addReleaseCommand} from "./release.js";
import {addRenderCommand} from "./render.js";
import {addRunCommand} from "./run.js";
import {addRunsCommand} from "./runs.js";
import {addSlidesCommand} from "./slides.js";
import {addTrainCommand} from "./train.js";
import {addVerifyCommand} from "./verify.js";

const program = new Command("lookbook")
  .description(
    "Turns TypeScript notebooks into a report in which every number was computed by the build that printed it.",
  )
  .version(packageVersion("lookbook", import.meta.dirname) ?? "unknown")
  .addOption(new Option("--debug", "print stack traces"))
  .showHelpAfterError("(run with --help for the options)")
  .addHelpText("after", `\nExit codes:\n${exitCodes.map(({code, meaning}) => `  ${code}  ${meaning}`).join("\n")}`);

addInitCommand(program);
addBuildCommand(program);
addPreviewCommand(program);
addMarkdownCommand(program);
addSlidesCommand(program);
addRenderCommand(program);
addRunCommand(program);
addRunsCommand(program);
addDataCommands(program);
addDiffCommand(program);
addVerifyCommand(program);
addReleaseCommand(program);
addTrainCommand(program);
addRegisterCommand(program);
addModelsCommand(program);
addMeasureCommand(program);
addKernelCommands(program);
addNativeCommands(program);
addDoctorCommand(program);
addCheckCommand(program);
addHookCommands(program);
addCleanCommand(program);
settle(program);
// Whoever reads the output may have had enough, as `head` has.
process.stdout.on("error", ({code}: NodeJS.ErrnoException) => process.exit(code === "EPIPE" ? 141 : 1));

try {
  await program.parseAsync();
} catch (thrown) {
  process.exitCode = report(thrown);
}

/** Commands inherit neither the help hint nor the promise not to exit; both are wanted everywhere. */
function settle(command: Command): void {
  command.exitOverride();
  command.showHelpAfterError("(run with --help for the options)");
  for (const child of command.commands) settle(child);
}

function report(thrown: unknown): number {
  // Commander has printed its own message, or the help that was asked for.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const debug = program.opts<{debug?: boolean}>().debug === true;
  const expected = thrown instanceof LookbookError;
  process.stderr.write(`lookbook: ${messageOf(thrown)}\n`);
  if (debug && thrown instanceof Error)
    process.stderr.write(`${thrown.stack}\n${thrown.cause instanceof Error ? thrown.cause.stack : ""}\n`);
  else if (!expected)
    process.stderr.write("This was not foreseen; run again with --debug and report what it prints.\n");
  return exitCodeOf(thrown);
}
