import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {io} from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {checksumKind, digestFile, sha256} from "../../core/hash.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type BackboneName, backboneForms, type PublicFile} from "./backboneFiles.js";
import {type FetchBackboneOptions, fetchBackbone} from "./fetchBackbone.js";
import {findBackbone, howToGet} from "./findBackbone.js";
import {kerasBackbone} from "./kerasBackbone.js";

/** Options for {@link loadBackbone}: with a download, a backbone that is in no known place is fetched. */
export type LoadBackboneOptions = Partial<FetchBackboneOptions>;

/**
 * Loads a network that was trained on ImageNet. It takes RGB pictures, [N, height, width, 3], 0 to 255; the scaling is inside. Its
 * features are those of the layer avg_pool. Batch normalisations, where there are any, keep their statistics in training.
 * @returns the layers-model; the caller disposes it
 * @throws LookbookError `missing-file` where it is in no known place, `bad-checksum` for a damaged file, and what the download throws
 */
export async function loadBackbone(
  name: BackboneName,
  paths: ProjectPaths,
  {download, ...options}: LoadBackboneOptions = {},
): Promise<tf.LayersModel> {
  const {keras, layersModel} = backboneForms[name];
  if (!findBackbone(name, paths) && keras && download) await fetchBackbone(name, paths, {download, ...options});
  const folder = findBackbone(name, paths);
  if (folder === undefined) {
    throw new LookbookError(
      "missing-file",
      `backbone ${name} is neither in data/raw/${name} nor in ../shared/models/${name}; ${howToGet(name)}`,
    );
  }
  const isLayersModel = layersModel && existsSync(join(folder, "model.json"));
  return isLayersModel ? readLayersModel(folder, layersModel) : readPublicFile(name, folder, keras!);
}

async function readLayersModel(folder: string, checksums: Readonly<Record<string, string>>): Promise<tf.LayersModel> {
  const files = new Map<string, Buffer>();
  for (const [file, expected] of Object.entries(checksums)) {
    files.set(file, await readChecked(join(folder, file), expected));
  }
  return tf.loadLayersModel({load: async () => artifacts(files)});
}

async function readChecked(path: string, expected: string): Promise<Buffer> {
  if (!existsSync(path)) throw new LookbookError("missing-file", `${path} does not exist`);
  const bytes = await readFile(path);
  const found = sha256(bytes);
  if (found === expected) return bytes;
  throw new LookbookError("bad-checksum", `${path}: expected SHA-256 ${expected}, found ${found}; copy it again`);
}

function artifacts(files: ReadonlyMap<string, Buffer>): io.ModelArtifacts {
  const {modelTopology, weightsManifest} = JSON.parse(files.get("model.json")!.toString()) as {
    modelTopology: object;
    weightsManifest: io.WeightsManifestConfig;
  };
  const shards = weightsManifest.flatMap(({paths}) => paths.map((path) => files.get(path)!));
  return {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({weights}) => weights),
    weightData: new Uint8Array(Buffer.concat(shards)).buffer,
  };
}

async function readPublicFile(name: BackboneName, folder: string, keras: PublicFile): Promise<tf.LayersModel> {
  const path = join(folder, keras.file);
  const kind = checksumKind(keras.checksum);
  const found = await digestFile(path, kind);
  if (found !== keras.checksum) {
    const remedy = `run \`lookbook models --fetch ${name}\``;
    throw new LookbookError("bad-checksum", `${path}: expected ${kind} ${keras.checksum}, found ${found}; ${remedy}`);
  }
  return kerasBackbone(name, path);
}
