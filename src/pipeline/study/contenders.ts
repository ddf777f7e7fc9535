import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import {type ModelName, modelCatalogue} from "../model/catalogue.js";
import {recipes} from "../training/recipes.js";
import {ablation} from "./ablation.js";
import type {Contender} from "./contender.js";
import {networkFit} from "./networkFit.js";
import {transferContenders} from "./transferContenders.js";

/** The models that the report compares over seeds, simplest first, all with the same budget. */
const ladder: readonly Contender[] = [
  ofCatalogue("dense", ["single"]),
  ofCatalogue("shallow-cnn", ["single", "flip"]),
  ofCatalogue("se-resnet", ["single", "flip"]),
];

/** All that can be trained and compared: the ladder, simplest first, then the transfer and the ablation. */
export const contenders: readonly Contender[] = [...ladder, ...transferContenders, ...ablation];

/** Finds one contender. @throws LookbookError `bad-option` naming those that are known */
export function contenderNamed(name: string): Contender {
  return contenders.find((contender) => contender.name === name) ?? unknown(name, []);
}

/**
 * Finds contenders by their names; the name of a family, `ladder`, `transfer` or `ablation`, stands for all of it.
 * @throws LookbookError `bad-option` naming those that are known
 */
export function contendersNamed(names: readonly string[]): Contender[] {
  return names.flatMap((name) => {
    const found = contenders.filter((contender) => contender.name === name || contender.family === name);
    return found.length > 0 ? found : unknown(name, ["ladder", "transfer", "ablation"]);
  });
}

function unknown(name: string, families: readonly string[]): never {
  const known = [...contenders.map((contender) => contender.name), ...families];
  const hint = suggestion(name, known) || ";";
  throw new LookbookError("bad-option", `unknown contender "${name}"${hint} known are ${known.join(", ")}`);
}

/** An architecture of the catalogue with its own recipe. */
function ofCatalogue(name: ModelName, views: Contender["views"]): Contender {
  const {title, description, build} = modelCatalogue.find((entry) => entry.name === name)!;
  return {
    name,
    title,
    description,
    family: "ladder",
    budgets: {quick: {epochs: 3, trainLimit: 6000}, standard: {epochs: 20}, full: {epochs: 60}},
    views,
    fit: networkFit({build, recipe: recipes[name]}),
  };
}
