import {relative} from "node:path";
import {type Command, Option} from "commander";
import {findProject} from "../core/paths.js";

interface RegisterArguments {
  readonly profile: string;
  readonly as: string;
  readonly default?: boolean;
  readonly dataDir?: string;
}

/** Adds `lookbook register`. */
export function addRegisterCommand(program: Command): void {
  program
    .command("register")
    .description("put a run that `lookbook train` made into the registry, models/NAME/VERSION, with its card")
    .argument("<run>", "in models/runs/PROFILE, such as se-resnet-seed-1")
    .requiredOption("--as <version>", "three numbers, such as 1.0.0; a version is never replaced")
    .addOption(
      new Option("--profile <name>", "folder of the run").choices(["quick", "standard", "full"]).default("full"),
    )
    .option("--default", "make it the model that is meant where nobody names one")
    .option("--data-dir <folder>", "folder of the official Fashion-MNIST files")
    .action(register);
}

async function register(name: string, options: RegisterArguments): Promise<void> {
  const {loadRun} = await import("../pipeline/artefact/run.js");
  const {registerModel, setDefaultModel} = await import("../pipeline/artefact/registry.js");
  const {registryPlace} = await import("../pipeline/artefact/registryList.js");
  const {runPlace} = await import("../pipeline/artefact/runPlace.js");
  const {openFashionMnist} = await import("../pipeline/dataset/openFashionMnist.js");
  const {openEngine} = await import("../pipeline/engine/openEngine.js");
  const {contenderNamed} = await import("../pipeline/study/contenders.js");
  const {releaseCard} = await import("../pipeline/study/releaseCard.js");
  const {resultOfRun} = await import("../pipeline/study/result.js");
  const {root} = findProject(process.cwd());
  const place = runPlace(options.profile, root);
  const result = await resultOfRun(name, place);
  await openEngine("wasm");
  const data = await openFashionMnist({root, dataDir: options.dataDir});
  const run = await loadRun(name, place);
  const card = releaseCard({run, result, contender: contenderNamed(result.contender), data, version: options.as});
  const registry = registryPlace(root);
  await registerModel({model: run.model, card}, registry);
  if (options.default) await setDefaultModel(card, registry);
  run.model.dispose();
  const folder = relative(process.cwd(), registry.folder);
  console.log(`${folder}/${card.name}/${card.version}${options.default ? ", the default from now on" : ""}`);
}
