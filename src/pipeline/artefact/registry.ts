import {mkdir, mkdtemp, rename, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {diskError, readJson, writeAtomic} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import {suggestion} from "../../core/nearest.js";
import type {Model} from "../model/model.js";
import {cardMarkdown, type ModelCard} from "./modelCard.js";
import {modelCodec} from "./modelCodec.js";
import {
  defaultFile,
  defaultModel,
  type ModelReference,
  type RegistryPlace,
  registeredModels,
  versionPattern,
} from "./registryList.js";
import {runName} from "./runRecord.js";

/** A model that was released for use, and what is known of it. */
export interface RegisteredModel {
  /** The caller disposes it. */
  readonly model: Model;
  readonly card: ModelCard;
}

/**
 * Puts a model into the registry: the whole version appears, or nothing changes. A version is never replaced: whoever uses it relies on
 * its bytes.
 * @throws LookbookError `bad-option` for a name or version that is none or exists already
 */
export async function registerModel({model, card}: RegisteredModel, {folder}: RegistryPlace): Promise<void> {
  const {name, version} = card;
  const parent = join(folder, runName(name));
  const target = join(parent, checkedVersion(version));
  if (await exists(target)) {
    throw new LookbookError(
      "bad-option",
      `${name} ${version} is in the registry already (${target}); a version is never replaced: give the next one`,
    );
  }
  let aside = "";
  try {
    await mkdir(parent, {recursive: true});
    aside = await mkdtemp(join(parent, ".part-"));
    const fresh = join(aside, version);
    await mkdir(fresh);
    await modelCodec().write(fresh, model);
    await writeFile(join(fresh, "card.json"), `${canonicalJson({format, ...card}, 2)}\n`);
    await writeFile(join(fresh, "card.md"), cardMarkdown(card));
    await rename(fresh, target);
  } catch (cause) {
    throw diskError("write", target, cause);
  } finally {
    if (aside) await rm(aside, {recursive: true, force: true}).catch(() => undefined);
  }
}

/** Makes a model the one that is meant where nobody names one. @throws LookbookError `missing-file` where it is not in the registry */
export async function setDefaultModel(reference: ModelReference, place: RegistryPlace): Promise<void> {
  const {name, version} = await resolve(reference, place);
  await writeAtomic(join(place.folder, defaultFile), `${canonicalJson({name, version}, 2)}\n`);
}

/**
 * Loads a model of the registry; its bytes are compared with their hashes.
 * @param reference defaults to the default model; without a version, the newest
 * @throws LookbookError `missing-file` naming what is there, `bad-file` or `bad-checksum` when it is damaged
 */
export async function loadRegistered(
  reference: {readonly name: string; readonly version?: string} | undefined,
  place: RegistryPlace,
): Promise<RegisteredModel> {
  const {name, version} = await resolve(reference ?? (await defaultModel(place)), place);
  const folder = join(place.folder, name, version);
  const path = join(folder, "card.json");
  const read = (await readJson(path, "model card")) as (ModelCard & {readonly format: string}) | null;
  if (read?.format !== format) {
    throw new LookbookError("bad-file", `${path}: expected a model card of format ${format}; restore ${folder}`);
  }
  const {format: _, ...card} = read;
  return {card, model: await modelCodec().read(folder)};
}

const format = "lookbook-card/1";

async function resolve(
  reference: {readonly name: string; readonly version?: string} | undefined,
  place: RegistryPlace,
): Promise<ModelReference> {
  const known = await registeredModels(place);
  const matching = known.filter(
    ({name, version}) => name === reference?.name && (reference.version === undefined || reference.version === version),
  );
  const found = matching.at(-1);
  if (found) return found;
  const asked = reference && [reference.name, reference.version].filter(Boolean).join(" ");
  const names = known.map(({name, version}) => `${name} ${version}`);
  const hint = asked === undefined ? "" : suggestion(asked, names);
  throw new LookbookError(
    "missing-file",
    `${asked === undefined ? "no default model" : `no model "${asked}"`} in ${place.folder}${hint || `; it holds ${names.join(", ") || "none"}`}`,
  );
}

function checkedVersion(version: string): string {
  if (versionPattern.test(version)) return version;
  throw new LookbookError("bad-option", `version "${version}": expected three numbers, such as 1.0.0`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
