import {relative} from "node:path";
import {type Command, InvalidArgumentError, Option} from "commander";
import {availableWorkers} from "../core/availableWorkers.js";
import {LookbookError} from "../core/errors.js";
import {findProject} from "../core/paths.js";
import {seconds} from "../core/progress.js";
import {wilson} from "../core/statistics.js";
import {thisMachine} from "../core/thisMachine.js";
import {runPlace} from "../pipeline/artefact/runPlace.js";
import {openFashionMnist} from "../pipeline/dataset/openFashionMnist.js";
import type {EngineName} from "../pipeline/engine/engine.js";
import {terminalCurves} from "../pipeline/figure/terminalCurves.js";
import type {Budget, BudgetName, Contender} from "../pipeline/study/contender.js";
import type {StudyResult} from "../pipeline/study/result.js";
import {interruptible} from "./interruptible.js";

interface TrainArguments {
  readonly seed?: readonly number[];
  readonly profile: BudgetName;
  readonly epochs?: number;
  readonly trainLimit?: number;
  readonly engine: EngineName;
  readonly workers?: number;
  readonly dataDir?: string;
  readonly list?: boolean;
}

/** Adds `lookbook train`. */
export function addTrainCommand(program: Command): void {
  program
    .command("train")
    .description("train a model of the ladder from a seed, test it, and keep run and result in models/runs")
    .argument("[names...]", "what is trained, or a family: ladder, transfer, ablation; --list shows all")
    .option("--seed <n...>", "one training each (default: 1)", collectSeed)
    .addOption(
      new Option("--profile <name>", "whose budget, and the folder of the run")
        .choices(["quick", "standard", "full"])
        .default("standard"),
    )
    .option("--epochs <n>", "other than the profile's", wholeNumber)
    .option("--train-limit <n>", "pictures to learn from, validation included; other than the profile's", wholeNumber)
    .addOption(
      new Option("--engine <name>", "wasm gives the same bits on every machine")
        .choices(["auto", "tfjs-node-gpu", "tfjs-node", "onnx", "wasm"])
        .default("wasm"),
    )
    .option("--workers <n>", "threads; they change no bit (default: all processors)", wholeNumber)
    .option("--data-dir <folder>", "folder of the official Fashion-MNIST files")
    .option("--list", "only show what can be trained, and with which budgets")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook train --list",
        "  lookbook train dense --seed 1                    as in the table of the ladder",
        "  lookbook train dense shallow-cnn --seed 1 2 3    six trainings, one after the other",
        "  lookbook train ablation --seed 1 2 3             what each measure of the SE-ResNet is worth",
        "  lookbook train dense --seed 1 --epochs 2 --train-limit 6000",
        "",
        "What was trained before is loaded. A training that is stopped goes on behind its last finished epoch when the",
        "same command runs again.",
      ].join("\n"),
    )
    .action(train);
}

async function train(names: readonly string[], options: TrainArguments): Promise<void> {
  // TensorFlow.js is loaded by the commands that use it, not by every --help.
  const {contenders, contendersNamed} = await import("../pipeline/study/contenders.js");
  if (options.list) return list(contenders);
  if (names.length === 0) {
    throw new LookbookError("bad-option", "expected at least one name to train; `lookbook train --list` shows all");
  }
  const chosen = contendersNamed(names);
  const {openEngine} = await import("../pipeline/engine/openEngine.js");
  const {trainContender} = await import("../pipeline/study/trainContender.js");
  const {profile, epochs, trainLimit, dataDir, workers = availableWorkers()} = options;
  const {root} = findProject(process.cwd());
  const {progress, onEpoch} = terminalCurves(); // on stderr: results on stdout stay clean
  const data = await openFashionMnist({root, dataDir, progress});
  const engine = await openEngine(options.engine);
  console.log(`data: ${data.name} (${data.source}); engine: ${engine.name} ${engine.version}`);
  const budget: Partial<Budget> = {...(epochs && {epochs}), ...(trainLimit && {trainLimit})};
  const place = runPlace(profile, root);
  const world = {
    data,
    profile,
    budget,
    place,
    engine,
    workers,
    clock,
    machine: thisMachine(),
    date: new Date().toISOString().slice(0, 10),
    progress,
    onEpoch,
  };
  await interruptible(async (signal) => {
    for (const contender of chosen) {
      for (const seed of options.seed ?? [1]) {
        console.log(`\n${contender.name}, seed ${seed}`);
        show(await trainContender({...world, contender, seed, signal}), relative(process.cwd(), place.folder));
      }
    }
  });
}

const clock = {
  wall: () => performance.now(),
  cpu: () => {
    const {user, system} = process.cpuUsage();
    return (user + system) / 1000;
  },
};

function list(contenders: readonly Contender[]): void {
  for (const {name, family, title, description, budgets, views} of contenders) {
    console.log(`${name}  (${family}) ${title}: ${description}`);
    const sizes = Object.entries(budgets).map(([profile, {epochs, trainLimit}]) => {
      const pictures = trainLimit === undefined ? "all pictures" : `${trainLimit.toLocaleString("en-US")} pictures`;
      return `${profile} ${epochs} epochs of ${pictures}`;
    });
    console.log(`  ${sizes.join("; ")}; asked in view ${views.join(" and ")}`);
  }
}

function show({run, data, epochs, validation, test, seconds: spent, parameters}: StudyResult, folder: string): void {
  const count = (n: number): string => n.toLocaleString("en-US");
  const time = spent ? `, ${seconds(spent.wall)} (${seconds(spent.cpu)} of processor time)` : "";
  console.log(`  ${count(parameters)} parameters, ${epochs.trained} epochs of ${count(data.train)} pictures${time}`);
  console.log(
    `  validation  ${percent(validation.accuracy)}, loss ${validation.loss.toFixed(4)}, in epoch ${epochs.kept}, which was kept`,
  );
  for (const {view, accuracy, macroF1} of test) {
    const {low, high} = wilson(Math.round(accuracy * data.test), data.test);
    const interval = `95 % interval of this one model ${percent(low)} to ${percent(high)}`;
    console.log(`  test, ${view.padEnd(6)} ${percent(accuracy)} (${interval}), macro F1 ${percent(macroF1)}`);
  }
  console.log(`  ${folder}/${run}`);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError("Expected a whole number above 0.");
}

/** Puts a seed to those given before it. */
function collectSeed(text: string, before: readonly number[] = []): readonly number[] {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError("Expected whole numbers from 0.");
  return [...before, value];
}
