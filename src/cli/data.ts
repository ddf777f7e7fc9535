import {join, relative, resolve} from "node:path";
import type {Command} from "commander";
import {writeAtomic} from "../core/files.js";
import {findProject} from "../core/paths.js";
import {dataCard} from "../pipeline/dataset/dataCard.js";
import {dataCardMarkdown} from "../pipeline/dataset/dataCardMarkdown.js";
import type {ImageDataset} from "../pipeline/dataset/imageSet.js";
import {settleLadder} from "../pipeline/dataset/ladderOptions.js";
import {openFashionMnist} from "../pipeline/dataset/openFashionMnist.js";
import {missingFiles} from "../pipeline/dataset/readImageFolder.js";
import {assertValid, type DataCheck, validateDataset} from "../pipeline/dataset/validateDataset.js";
import {writeImageFolder} from "../pipeline/dataset/writeImageFolder.js";
import {downloadSource} from "../pipeline/source/downloadSource.js";
import {onTerminal} from "./onTerminal.js";

interface DataOptions {
  readonly dataDir?: string;
  readonly synthetic?: boolean;
}

/** Adds `lookbook data fetch`, `verify` and `card`. */
export function addDataCommands(program: Command): void {
  const data = program.command("data").description("fetch, verify and describe the data");
  command(data, "fetch", "bring the official files into data/raw; whole files stay, damaged ones are replaced", [
    "lookbook data fetch                       into data/raw/fashion-mnist, where no mirror beside the project has them",
    "lookbook data fetch --data-dir ~/fashion  into a folder of your own",
    "lookbook data fetch --synthetic           draw the synthetic garments and write them as IDX files",
  ]).action(fetchData);
  command(data, "verify", "check counts, shapes, ranges, labels, class balance, duplicates and checksums", [
    "lookbook data verify                       the data that a build would use",
    "lookbook data verify --data-dir ~/fashion  the files in a folder of your own",
    "lookbook data verify --synthetic           the garments drawn by code",
  ]).action(verifyData);
  command(data, "card", "describe the data as Markdown: counts, hash, lineage, licence, checks", [
    "lookbook data card                                      on the terminal",
    "lookbook data card --out data/cards/fashion-mnist.md    into a file",
    "lookbook data card --json                               as JSON",
  ])
    .option("--out <file>", "write the card to a file")
    .option("--json", "as JSON instead of Markdown")
    .action(printCard);
}

function command(parent: Command, name: string, description: string, examples: readonly string[]): Command {
  return parent
    .command(name)
    .description(description)
    .option("--data-dir <folder>", "folder of the official Fashion-MNIST files")
    .option("--synthetic", "the garments drawn by code instead of Fashion-MNIST")
    .addHelpText("after", `\nExamples:\n${examples.map((example) => `  ${example}`).join("\n")}`);
}

async function fetchData({dataDir, synthetic = false}: DataOptions): Promise<void> {
  const {root} = findProject(process.cwd());
  if (synthetic) {
    const folder = dataDir === undefined ? join(root, "data", "processed", "synthetic-garments") : resolve(dataDir);
    for (const file of await writeImageFolder(folder, await openFashionMnist({kind: "synthetic"}))) {
      console.log(`${file}  written`);
    }
    return;
  }
  const {raw, shared, imageSource} = await settleLadder({root, env: {}});
  if (dataDir === undefined && (await missingFiles(raw, imageSource)).length > 0) {
    if ((await missingFiles(shared, imageSource)).length === 0) {
      console.log(`nothing to fetch: all files are in ${relative(process.cwd(), shared)}`);
      console.log("lookbook data verify checks them; --data-dir data/raw/fashion-mnist fetches them all the same");
      return;
    }
  }
  const folder = dataDir === undefined ? raw : resolve(dataDir);
  const controller = new AbortController();
  const interrupt = (): void => controller.abort();
  process.once("SIGINT", interrupt);
  const options = {progress: onTerminal(), signal: controller.signal};
  try {
    for (const {file, outcome} of await downloadSource(imageSource, folder, options)) {
      console.log(`${join(relative(process.cwd(), folder), file)}  ${outcome}`);
    }
  } finally {
    process.off("SIGINT", interrupt);
  }
}

async function verifyData(options: DataOptions): Promise<void> {
  const dataset = await open(options);
  const checks = validateDataset(dataset);
  console.log(`${dataset.name}, ${dataset.source}`);
  for (const check of checks) console.log(lineOf(check));
  assertValid(dataset, checks);
  console.log(`${checks.length} checks, all well; SHA-256 ${dataset.hash}`);
}

async function printCard({
  out,
  json = false,
  ...options
}: DataOptions & {readonly out?: string; readonly json?: boolean}): Promise<void> {
  const dataset = await open(options);
  const card = dataCard(dataset, validateDataset(dataset));
  const text = json ? `${JSON.stringify(card, null, 2)}\n` : dataCardMarkdown(card);
  if (out === undefined) process.stdout.write(text);
  else {
    await writeAtomic(resolve(out), text);
    console.log(`wrote ${out}`);
  }
}

async function open({dataDir, synthetic = false}: DataOptions): Promise<ImageDataset> {
  return openFashionMnist({
    dataDir: dataDir === undefined ? undefined : resolve(dataDir),
    kind: synthetic ? "synthetic" : undefined,
    progress: onTerminal(),
  });
}

function lineOf({name, expected, got, ok}: DataCheck): string {
  return ok ? `  ok      ${name}: ${got}` : `  FAILED  ${name}: expected ${expected}, got ${got}`;
}
