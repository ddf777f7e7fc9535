import {readdir} from "node:fs/promises";
import {basename, join, relative} from "node:path";
import {pathToFileURL} from "node:url";
import type {Command} from "commander";
import {LookbookError} from "../core/errors.js";
import {writeAtomic} from "../core/files.js";
import {canonicalJson} from "../core/hash.js";
import {presentVersions, type RecordedMeasurement, readMeasurement} from "../core/measurement.js";
import {suggestion} from "../core/nearest.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {asMeasurement, takeMeasurement} from "../core/takeMeasurement.js";
import {thisMachine} from "../core/thisMachine.js";

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
    const recorded = await readMeasurement(name, paths.root).catch(() => undefined);
    console.log(`${name}  ${recorded ? summary(recorded) : "not measured yet"}`);
  }
  if (names.length === 0) console.log("nothing to measure: report/measurements holds no module NAME.mjs");
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
  const module = asMeasurement(await import(pathToFileURL(path).href), relative(process.cwd(), path));
  const measurement = await takeMeasurement(module, {
    name,
    root: paths.root,
    rounds,
    machine: thisMachine(),
    date: new Date().toISOString().slice(0, 10),
    versions: {node: process.version, ...(await presentVersions(paths.root))},
    now: () => performance.now(),
    onRound: (round, result) => console.log(`${round === 0 ? "warm-up" : `round ${round}`}  ${number(result)}`),
  });
  const target = join(paths.data, "measurements", `${name}.json`);
  await writeAtomic(target, `${canonicalJson(measurement, 2)}\n`);
  const {title, median, lower, upper, unit} = measurement;
  console.log(`${title}: ${number(median)} ${unit} (half of the rounds between ${number(lower)} and ${number(upper)})`);
  console.log(`wrote ${relative(process.cwd(), target)}`);
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
