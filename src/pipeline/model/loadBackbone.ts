import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {join} from "node:path";
import type {io} from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {sha256} from "../../core/hash.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type BackboneName, backboneFiles} from "./backboneFiles.js";

/** The folder of a backbone: in `data/raw`, or shared beside the project; undefined where it is in neither. */
export function findBackbone(name: BackboneName, {data, root}: ProjectPaths): string | undefined {
  const folders = [join(data, "raw", name), join(root, "..", "shared", "models", name)];
  return folders.find((folder) => existsSync(join(folder, "model.json")));
}

/**
 * Loads a network that was trained on ImageNet. It takes RGB pictures, [N, height, width, 3], 0 to 255; the scaling is inside.
 * @returns the layers-model; the caller disposes it
 * @throws LookbookError `missing-file` where it is in no known place, `bad-checksum` for a damaged file
 */
export async function loadBackbone(name: BackboneName, paths: ProjectPaths): Promise<tf.LayersModel> {
  const folder = findBackbone(name, paths);
  if (folder === undefined) {
    throw new LookbookError(
      "missing-file",
      `backbone ${name} is neither in data/raw/${name} nor in ../shared/models/${name}; put its model.json and weights into one of them`,
    );
  }
  const files = new Map<string, Buffer>();
  for (const [file, expected] of Object.entries(backboneFiles[name])) {
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
