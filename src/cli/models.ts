import {relative} from "node:path";
import type {Command} from "commander";
import {showSize} from "../core/folderSize.js";
import {findProject, type ProjectPaths} from "../core/paths.js";
import {fetchBackbone} from "../pipeline/model/fetchBackbone.js";
import {asBackboneName, findBackbone} from "../pipeline/model/findBackbone.js";
import type {ModelFacts} from "../pipeline/model/modelFacts.js";
import {download} from "../pipeline/source/download.js";
import {interruptible} from "./interruptible.js";
import {onTerminal} from "./onTerminal.js";
import {type TextColumn, textTable} from "./view/textTable.js";

/** One line of the table. */
interface Listed {
  readonly kind: "architecture" | "backbone";
  readonly name: string;
  readonly title: string;
  /** Undefined where only files that are not here say it. */
  readonly facts?: ModelFacts;
  /** Of a backbone: where it lies, and where it is nowhere, how to get it. */
  readonly folder?: string;
  readonly remedy?: string;
}

/** Adds `lookbook models`. */
export function addModelsCommand(program: Command): void {
  program
    .command("models")
    .description("show what every network costs and sees: parameters, work on one picture, receptive field, size")
    .option("--json", "print JSON")
    .option("--fetch <backbone>", "bring the public weights of a backbone into data/raw, with checksum")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook models                                the architectures, and the backbones without their classifier",
        "  lookbook models --json",
        "  lookbook models --fetch efficientnet-b0-224    the file that Keras itself fetches",
        "",
        "A multiply-add is a product that is added up, in convolutions and dense layers. Operations count both of it, a bias and an",
        "activation once a number (swish twice), normalisations twice, poolings by their windows. Size is that of 32-bit floats.",
        "Architectures are counted for garments of 28 x 28 and 10 classes, moons for a point of the plane, backbones for 224 x 224.",
      ].join("\n"),
    )
    .action(async ({json = false, fetch}: {readonly json?: boolean; readonly fetch?: string}) => {
      const paths = findProject(process.cwd());
      await (fetch === undefined ? list(paths, json) : bring(fetch, paths));
    });
}

async function bring(text: string, paths: ProjectPaths): Promise<void> {
  const name = asBackboneName(text);
  const present = findBackbone(name, paths);
  if (present?.startsWith(paths.data) === false) {
    console.log(`nothing to fetch: ${name} is in ${relative(process.cwd(), present)}`);
    return;
  }
  const path = await interruptible((signal) => fetchBackbone(name, paths, {download, progress: onTerminal(), signal}));
  console.log(`${relative(process.cwd(), path)}  whole`);
}

async function list(paths: ProjectPaths, json: boolean): Promise<void> {
  const models = [...(await architectures()), ...(await backbones(paths))];
  if (json) {
    console.log(JSON.stringify(models, null, 2));
    return;
  }
  const {lines, leftOut} = textTable(models, columns, process.stdout.columns ?? Number.POSITIVE_INFINITY);
  const rows = lines.slice(1);
  const count = models.filter(({kind}) => kind === "architecture").length;
  const missing = models.filter(({remedy}) => remedy);
  const text = [
    lines[0],
    ...rows.slice(0, count),
    "ImageNet backbones, without their classifier",
    ...rows.slice(count),
    ...missing.map(({name, remedy}) => `${name} is not here: ${remedy}`),
    ...(leftOut.length > 0 ? [`no room for ${leftOut.join(", ")}: widen the terminal, or see --json`] : []),
  ];
  console.log(text.join("\n"));
}

/** Built for the garments, since dense layers depend on the picture's size. */
async function architectures(): Promise<Listed[]> {
  // TensorFlow.js is loaded by the commands that use it, not by every --help.
  const {openEngine} = await import("../pipeline/engine/openEngine.js");
  const {modelCatalogue} = await import("../pipeline/model/catalogue.js");
  const {modelFacts} = await import("../pipeline/model/modelFacts.js");
  const {moonsNet} = await import("../pipeline/model/moonsNet.js");
  await openEngine("cpu");
  const shape = {inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 0, deviation: 1}, seed: 0} as const;
  const garments = modelCatalogue.map(({name, title, build}) => ({name, title, build: () => build(shape)}));
  const moons = {name: "moons", title: "Make Moons", build: () => moonsNet({seed: 0})};
  return [...garments, moons].map(({name, title, build}) => {
    const model = build();
    const facts = modelFacts(model);
    model.dispose();
    return {kind: "architecture", name, title, facts};
  });
}

async function backbones(paths: ProjectPaths): Promise<Listed[]> {
  const {backboneFacts} = await import("../pipeline/model/backboneFacts.js");
  const found = await backboneFacts(paths, {size: [224, 224]});
  return found.map(({folder, ...rest}) => ({
    kind: "backbone",
    ...rest,
    ...(folder !== undefined && {folder: relative(process.cwd(), folder)}),
  }));
}

const columns: readonly TextColumn<Listed>[] = [
  {title: "model", rank: 8, cell: ({name}) => name},
  {title: "input", rank: 3, cell: ({facts}) => facts?.inputShape.join(" x ") ?? ""},
  {title: "parameters", rank: 7, align: "right", cell: ({facts}) => facts?.parameters.toLocaleString("en-US") ?? "?"},
  {title: "multiply-adds", rank: 6, align: "right", cell: ({facts}) => millions(facts?.multiplyAdds)},
  {title: "operations", rank: 4, align: "right", cell: ({facts}) => millions(facts?.flops)},
  {title: "sees", rank: 2, cell: seen},
  {title: "size", rank: 5, align: "right", cell: ({facts}) => (facts ? showSize(facts.bytes) : "")},
  {title: "where", rank: 1, cell: ({folder}) => folder ?? ""},
];

function seen({facts}: Listed): string {
  if (!facts) return "";
  const field = facts.receptiveField;
  return field ? `${field.size} px, every ${field.stride}` : "all";
}

function millions(count: number | undefined): string {
  return count === undefined ? "" : `${(count / 1e6).toFixed(count < 1e8 ? 2 : 0)} M`;
}
