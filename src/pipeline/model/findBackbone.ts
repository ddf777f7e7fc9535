import {existsSync} from "node:fs";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type BackboneName, backboneForms, backboneNames} from "./backboneFiles.js";

/** The folder of a backbone: in `data/raw`, or shared beside the project; undefined where it is in neither. */
export function findBackbone(name: BackboneName, paths: ProjectPaths): string | undefined {
  return backboneLadder(name, paths).find(({found}) => found)?.folder;
}

/** One place where a backbone may lie. */
export interface BackboneRung {
  readonly folder: string;
  readonly found: boolean;
}

/** The places of a backbone, in the order in which they are tried. Files are checked when they are loaded, not here. */
export function backboneLadder(name: BackboneName, {data, root}: ProjectPaths): BackboneRung[] {
  const {layersModel, keras} = backboneForms[name];
  const files = [...(layersModel ? ["model.json"] : []), ...(keras ? [keras.file] : [])];
  return [join(data, "raw", name), join(root, "..", "shared", "models", name)].map((folder) => ({
    folder,
    found: files.some((file) => existsSync(join(folder, file))),
  }));
}

/** A remedy for a backbone that is nowhere. */
export function howToGet(name: BackboneName): string {
  const {keras} = backboneForms[name];
  const byHand = `put its ${keras ? keras.file : "model.json and weights"} into data/raw/${name}`;
  return keras ? `run \`lookbook models --fetch ${name}\`, or ${byHand}` : byHand;
}

/** @throws LookbookError `bad-option` for a name that nobody knows */
export function asBackboneName(name: string): BackboneName {
  const found = backboneNames.find((known) => known === name);
  if (found) return found;
  const hint = suggestion(name, backboneNames) || `; known are ${backboneNames.join(", ")}`;
  throw new LookbookError("bad-option", `unknown backbone "${name}"${hint}`);
}
