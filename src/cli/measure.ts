import {readdir} from "node:fs/promises";
import {basename, join, relative} from "node:path";
import {pathToFileURL} from "node:url";
import type {Command} from "commander";
import {type CollectionModule, isCollectionModule, readCollection} from "../core/collection.js";
import {LookbookError} from "../core/errors.js";
import {writeAtomic} from "../core/files.js";
import {canonicalJson} from "../core/hash.js";
import {measurementsFolder, presentVersions, type RecordedMeasurement, readMeasurement} from "../core/measurement.js";
import {suggestion} from "../core/nearest.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {asMeasurement, takeMeasurement} from "../core/takeMeasurement.js";
import {thisMachine} from "../core/thisMachine.js";
import {onTerminal} from "./onTerminal.js";

/** Adds `lookbook measure`. */
export function addMeasureCommand(program: Command): void {
  program
    .command("measure")
    .description("measure something on this machine and record it in data/measurements, which chapters read")
    .argument("[name]", "a module in report/measurements, without .mjs; without a name, all are listed")
    .option("--rounds <n>", "rounds that count; one more before them does not", "7")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook measure                        what can be measured, and what was",
        "  lookbook measure predict --rounds 15",
        "  lookbook measure ladder                 what `lookbook train` left on this machine; trains nothing",
        "  lookbook measure labels                 cross-validated answers; trains the folds that are not here",
        "",
        "A build never measures: it reads what was recorded, as it reads any other data.",
      ].join("\n"),
    )
    .action(async (name: string | undefined, {rounds}: {rounds: string}) => {
      const paths = findProject(process.cwd());
      await (name === undefined ? list(paths) : measure(name, roundsOf(rounds), paths));
    });
}

async function list(paths: ProjectPaths): Promise<void> {
  const names = await modulesOf(paths);
  for (const name of names) {
    console.log(`${name}  ${await recordedOf(name, paths)}`);
  }
  if (names.length === 0) console.log("nothing to measure: report/measurements holds no module NAME.mjs");
}

async function recordedOf(name: string, {root}: ProjectPaths): Promise<string> {
  const collected = await readCollection(name, root).catch(() => undefined);
  if (collected) return `${collected.rows.length} rows, put together on ${collected.date}`;
  const measured = await readMeasurement(name, root).catch(() => undefined);
  return measured ? summary(measured) : "not measured yet";
}

function summary({median, unit, date, stale}: RecordedMeasurement): string {
  const warning = stale.length > 0 ? `  STALE: ${stale.join(", ")}` : "";
  return `${number(median)} ${unit}  on ${date}${warning}`;
}

async function measure(name: string, rounds: number, paths: ProjectPaths): Promise<void> {
  const names = await modulesOf(paths);
  if (!names.includes(name)) {
    const hint = suggestion(name, names) || `; report/measurements holds ${names.join(", ") || "none"}`;
    throw new LookbookError("bad-option", `unknown measurement "${name}"${hint}`);
  }
  const path = join(paths.report, "measurements", `${name}.mjs`);
  const imported: unknown = await import(pathToFileURL(path).href);
  if (isCollectionModule(imported)) return collect(name, imported, paths);
  const module = asMeasurement(imported, relative(process.cwd(), path));
  const measurement = await takeMeasurement(module, {
    name,
    root: paths.root,
    rounds,
    machine: thisMachine(),
    date: today(),
    versions: {node: process.version, ...(await presentVersions(paths.root))},
    now: () => performance.now(),
    onRound: (round, result) => console.log(`${round === 0 ? "warm-up" : `round ${round}`}  ${number(result)}`),
  });
  const target = await write(name, measurement, paths);
  const {title, median, lower, upper, unit} = measurement;
  console.log(`${title}: ${number(median)} ${unit} (half of the rounds between ${number(lower)} and ${number(upper)})`);
  console.log(`wrote ${target}`);
}

async function collect(name: string, module: CollectionModule, paths: ProjectPaths): Promise<void> {
  const {root} = paths;
  const before = await readCollection(name, root).then(
    ({rows}) => rows,
    (thrown: unknown) => {
      if (thrown instanceof LookbookError && thrown.code === "missing-file") return [];
      throw thrown;
    },
  );
  const {title} = module;
  const world = {machine: thisMachine(), date: today(), progress: onTerminal()};
  const rows = await module.collect({root, before, say: (line) => console.log(line), ...world});
  if (rows.length === 0) throw new LookbookError("bad-data", `measurement ${name}: there is nothing to record yet`);
  const target = await write(name, {name, title, date: today(), rows}, paths);
  console.log(`wrote ${target}  ${rows.length} rows`);
}

/** Writes what was recorded; returns where, as seen from here. */
async function write(name: string, recorded: unknown, {root}: ProjectPaths): Promise<string> {
  const target = join(measurementsFolder(root), `${name}.json`);
  await writeAtomic(target, `${canonicalJson(recorded, 2)}\n`);
  return relative(process.cwd(), target);
}

/** ISO 8601, a day. */
function today(): string {
  return new Date().toISOString().slice(0, 10);
}

async function modulesOf({report}: ProjectPaths): Promise<string[]> {
  const entries = await readdir(join(report, "measurements")).catch((): string[] => []);
  return entries
    .filter((entry) => entry.endsWith(".mjs"))
    .map((entry) => basename(entry, ".mjs"))
    .sort();
}

function roundsOf(text: string): number {
  const rounds = Number(text);
  if (Number.isInteger(rounds) && rounds > 0) return rounds;
  throw new LookbookError("bad-option", `--rounds must be a whole number above 0, got "${text}"`);
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
