import {extname, join, resolve} from "node:path";
import {createInterface} from "node:readline/promises";
import type {Command} from "commander";
import {LookbookError, messageOf} from "../core/errors.js";
import {writeAtomic} from "../core/files.js";
import {showSize} from "../core/folderSize.js";
import {findProject} from "../core/paths.js";
import {readJournal, wallClock} from "../pipeline/artefact/journal.js";
import {listRuns, type TrackedRun} from "../pipeline/artefact/listRuns.js";
import {projectName} from "../pipeline/artefact/mlflow/mirrorFor.js";
import {pushTraining} from "../pipeline/artefact/mlflow/push.js";
import {type MlflowServer, mlflowServer} from "../pipeline/artefact/mlflow/server.js";
import {removeRun} from "../pipeline/artefact/removeRun.js";
import {trainingOf} from "../pipeline/artefact/training.js";
import {loadDiffStyle} from "../report/compare/show/loadDiffStyle.js";
import {runFigure} from "./view/runFigure.js";
import {runDetails, runsDifference, runsText} from "./view/runText.js";
import {type Selection, selectRuns, sortKeys} from "./view/selectRuns.js";
import {plural} from "./view/words.js";

interface RunsArguments extends Omit<Selection, "names"> {
  readonly all?: boolean;
  readonly json?: boolean;
  readonly figure?: string;
}

/** Adds `lookbook runs`, `runs mirror` and `runs remove`. */
export function addRunsCommand(program: Command): void {
  const runs = program
    .command("runs")
    .description("show the trainings of this project: what they were made of, how far they are, what they reached")
    .argument(
      "[names...]",
      "one shows all of a run, two how they differ; * stands for anything, quick/NAME names a profile",
    )
    .option("--profile <name>", "those of one profile")
    .option("--model <name>", "those of one architecture")
    .option("--state <state>", "running, finished, interrupted, failed or damaged")
    .option("--all", "earlier trainings too: with other options, data or code than the run that has their name now")
    .option("--sort <key>", `${sortKeys.join(", ")}; the best or newest first`)
    .option("--reverse", "the other way round")
    .option("--figure <file>", "write the learning curves as .svg, or as .html with the table")
    .option("--json", "print JSON, with every epoch")
    .addHelpText(
      "after",
      examples([
        "lookbook runs                                        all runs",
        "lookbook runs --profile full --sort accuracy         the best first",
        "lookbook runs baseline-cnn                           everything about one",
        "lookbook runs baseline-dense baseline-cnn            how two differ",
        "lookbook runs 'baseline-*' --figure curves.html      their learning curves",
        "lookbook runs remove baseline-cnn --profile quick    forget one",
      ]),
    )
    .action(show);
  runs
    .command("remove")
    .description("remove runs and all that was kept to make them: journals, checkpoints, trainings of other options")
    .argument("<names...>", "as in `lookbook runs`")
    .option("--profile <name>", "those of one profile")
    .option("--yes", "without asking")
    .addHelpText("after", examples(["lookbook runs remove 'baseline-*' --profile quick --yes"]))
    .action((names: string[], _: unknown, command: Command) => remove(names, command.optsWithGlobals()));
  runs
    .command("mirror")
    .description("tell the MLflow server that MLFLOW_TRACKING_URI names of runs that it does not know yet")
    .argument("[names...]", "as in `lookbook runs`")
    .option("--profile <name>", "those of one profile")
    .addHelpText("after", examples(["MLFLOW_TRACKING_URI=http://127.0.0.1:5000 lookbook runs mirror"]))
    .action((names: string[], _: unknown, command: Command) => mirror(names, command.optsWithGlobals()));
}

async function show(names: string[], {all = false, json = false, figure, ...selection}: RunsArguments): Promise<void> {
  const kind = figure === undefined ? undefined : kindOf(figure);
  const known = await listRuns(runsFolder(), {now: wallClock, all});
  const runs = selectRuns(known, {...selection, names});
  if (kind) await writeAtomic(resolve(figure!), runFigure(runs, kind, await loadDiffStyle()));
  process.stdout.write(json ? `${JSON.stringify(runs, null, 2)}\n` : textOf(runs, known, names));
  if (kind) process.stderr.write(`wrote ${figure}\n`);
}

function textOf(runs: readonly TrackedRun[], known: readonly TrackedRun[], names: readonly string[]): string {
  if (known.length === 0) {
    return "no runs yet: a chapter that trains leaves them, such as `lookbook run notebooks/03-baseline.ipynb`\n";
  }
  if (runs.length === 0) return `none of ${plural(known.length, "run")} is as asked for\n`;
  const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
  const [a, b] = runs;
  if (names.length > 0 && a && !b) return runDetails(a, columns);
  const table = runsText(runs, columns);
  return names.length > 0 && a && b && runs.length === 2 ? `${table}\n${runsDifference([a, b], columns)}` : table;
}

function kindOf(file: string): "svg" | "html" {
  const kind = extname(file).toLowerCase().slice(1);
  if (kind === "svg" || kind === "html") return kind;
  throw new LookbookError("bad-option", `--figure must end in .svg or .html, got "${file}"`);
}

interface RemoveArguments {
  readonly profile?: string;
  readonly yes?: boolean;
}

async function remove(names: readonly string[], {profile, yes = false}: RemoveArguments): Promise<void> {
  const known = await listRuns(runsFolder(), {now: wallClock, all: true});
  const runs = selectRuns(known, {names, ...(profile !== undefined && {profile})});
  const running = runs.find(({state}) => state === "running");
  if (running) {
    const {name, machine} = running;
    throw new LookbookError("busy", `run "${name}" is being trained on ${machine?.host}; stop it first`);
  }
  const places = [...new Set(runs.map((run) => `${run.profile}/${run.name}`))];
  if (places.length === 0) console.log("nothing to remove");
  else if (yes || (await isMeant(places))) {
    for (const place of places) {
      const [folder, name] = place.split("/") as [string, string];
      console.log(`removed ${place}  ${showSize(await removeRun(name, join(runsFolder(), folder)))}`);
    }
  } else console.log("nothing was removed");
}

/** Asks on the terminal. @throws LookbookError `bad-option` where nobody can answer */
async function isMeant(places: readonly string[]): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new LookbookError("bad-option", `to remove ${places.join(", ")} without being asked, say --yes`);
  }
  const terminal = createInterface({input: process.stdin, output: process.stderr});
  try {
    const answer = await terminal.question(`Remove ${places.join(", ")}, and all that was kept to make them? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}

async function mirror(names: readonly string[], {profile}: {readonly profile?: string}): Promise<void> {
  const named = mlflowServer(process.env);
  if (!named) {
    const example = "MLFLOW_TRACKING_URI=http://127.0.0.1:5000 lookbook runs mirror";
    throw new LookbookError("bad-option", `MLFLOW_TRACKING_URI names no server; say for instance \`${example}\``);
  }
  const known = await listRuns(runsFolder(), {now: wallClock});
  // Here nothing but the answer is waited for.
  const server = {...named, patience: 30_000};
  for (const run of selectRuns(known, {names, ...(profile !== undefined && {profile})})) await mirrorRun(run, server);
}

async function mirrorRun(run: TrackedRun, server: MlflowServer): Promise<void> {
  const {profile, name, journal, isSaved} = run;
  const training = journal === undefined ? undefined : trainingOf(await readJournal(journal), wallClock);
  if (!training?.facts) {
    console.log(`${profile}/${name}  has no journal: it was trained by an older version`);
    return;
  }
  const folder = join(runsFolder(), profile);
  const mirrored = {name, profile, training, project: projectName(folder)};
  try {
    await pushTraining(server, {...mirrored, ...(isSaved && {folder: join(folder, name)})});
  } catch (thrown) {
    throw new LookbookError("busy", `MLflow at ${server.uri}: ${messageOf(thrown)}`, {cause: thrown});
  }
  console.log(`${profile}/${name}  is there`);
}

function runsFolder(): string {
  return join(findProject(process.cwd()).models, "runs");
}

function examples(lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join("\n")}`;
}
