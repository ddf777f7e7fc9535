import {readdir} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {LookbookError} from "../core/errors.js";
import {hashOf, sha256, sha256File} from "../core/hash.js";
import {measurementsHash} from "../core/measurement.js";
import {suggestion} from "../core/nearest.js";
import type {ProjectPaths} from "../core/paths.js";
import {defaultModel, registeredModels} from "../pipeline/artefact/registryList.js";
import {runFingerprint} from "../pipeline/artefact/runFingerprint.js";
import {openFashionMnist} from "../pipeline/dataset/openFashionMnist.js";
import {findFiles} from "../pipeline/dataset/photos/findFiles.js";
import {backboneNames} from "../pipeline/model/backboneFiles.js";
import {findBackbone} from "../pipeline/model/findBackbone.js";
import type {Fingerprint} from "../report/build/fingerprint.js";

/** Data sets of photographs, as `data/sources.json` calls them: chapters do without those that are not here. */
export const photographKeys: readonly string[] = ["real-photos", "fashion-products"];

/** What the chapters of a project read and leave, as its configuration says. */
export interface ProjectData {
  /** For the terminal; undefined where the project has no data. */
  readonly title: string | undefined;
  /** Hashes that the cache of chapters depends on. */
  readonly inputs: Readonly<Record<string, string>>;
  /** For the chapters. */
  readonly env: NodeJS.ProcessEnv;
}

/** Options for {@link openProjectData}. */
export interface ProjectDataOptions {
  /** `data` of report.json: a data set that this package knows how to get, or empty: the files in `data/`. */
  readonly data: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the files of a known data set lie already. */
  readonly dataDir?: string | undefined;
}

/**
 * Opens the data of a project once, so that chapters side by side do not all wait for a network that is not there.
 * @throws LookbookError `bad-config` for a data set that nobody knows, `bad-option` for a folder that nothing reads
 */
export async function openProjectData(paths: ProjectPaths, options: ProjectDataOptions): Promise<ProjectData> {
  const opened = await openData(paths, options);
  const measurements = await measurementsHash(paths.root);
  return measurements === undefined ? opened : {...opened, inputs: {...opened.inputs, measurements}};
}

async function openData(paths: ProjectPaths, {data, env, dataDir}: ProjectDataOptions): Promise<ProjectData> {
  if (data === "fashion-mnist") return openGarments(paths, {...env, ...(dataDir && {FASHION_MNIST_DIR: dataDir})});
  if (data !== "") {
    const hint = suggestion(data, ["fashion-mnist"]) || "; without it, a report reads the files in data/";
    const path = join(paths.report, "report.json");
    throw new LookbookError("bad-config", `${path}: "data" must be "fashion-mnist", got "${data}"${hint}`);
  }
  if (dataDir !== undefined) {
    const remedy = 'say "data": "fashion-mnist" in report.json, or leave the option out';
    throw new LookbookError("bad-option", `--data-dir: this project names no data set; ${remedy}`);
  }
  const files = await filesIn(paths.data);
  if (files.length === 0) return {title: undefined, inputs: {}, env};
  // One after the other: a folder of pictures holds more files than a process may open at once.
  const hashes: (readonly [string, string])[] = [];
  for (const file of files) hashes.push([file, await sha256File(join(paths.data, file))]);
  return {title: `${files.length} files in data/`, inputs: {data: hashOf(hashes)}, env};
}

/**
 * Identity of what a chapter produces: a run (`run:NAME`), a file of the project (`file:data/processed/orbits.json`); anything else is
 * a name that only orders chapters, and is always there.
 */
export function productFingerprint(paths: ProjectPaths): Fingerprint {
  return async (product, profile) => {
    if (product.startsWith("run:")) return runFingerprint(product, join(paths.models, "runs", profile));
    if (!product.startsWith("file:")) return sha256(product);
    return sha256File(join(paths.root, product.slice("file:".length))).catch(() => undefined);
  };
}

async function openGarments(paths: ProjectPaths, env: NodeJS.ProcessEnv): Promise<ProjectData> {
  const {name, source, hash, synthetic} = await openFashionMnist({root: paths.root, env});
  // The bytes of backbones and photographs are checked where they are read; what a chapter says hangs on whether they are there.
  const backbones = backboneNames.filter((backbone) => findBackbone(backbone, paths) !== undefined);
  const photographs = await photographsHere(paths.root, env);
  const inputs = {
    data: hash,
    backbones: backbones.join(", ") || "none",
    photographs: photographs.join(", ") || "none",
    models: await registryHash(paths),
  };
  return {title: `${name} (${source})`, inputs, env: {...env, ...(synthetic && {LOOKBOOK_DATA: "synthetic"})}};
}

/** Which of the sets of photographs lie on this machine. @throws LookbookError `missing-file` for a folder that was asked for and lacks some */
export async function photographsHere(root: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const found: string[] = [];
  for (const key of photographKeys) if ((await findFiles(key, {root, env})).folder !== undefined) found.push(key);
  return found;
}

async function registryHash({models}: ProjectPaths): Promise<string> {
  const place = {folder: models};
  const manifests = (await registeredModels(place)).map(({name, version}) =>
    join(models, name, version, "manifest.json"),
  );
  return hashOf([await defaultModel(place), ...(await Promise.all(manifests.map(sha256File)))]);
}

/** Paths of all files below a folder, sorted; what chapters make (`processed/`), measurements and hidden files do not count. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !/^(processed|measurements)\/|(^|\/)\./.test(path))
    .sort();
}
