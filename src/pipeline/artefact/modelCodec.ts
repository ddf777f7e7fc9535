import {writeFile} from "node:fs/promises";
import {join} from "node:path";
import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {canonicalJson, sha256} from "../../core/hash.js";
import type {Codec} from "../../core/step.js";
import type {Model} from "../model/model.js";
import type {NamedWeight} from "../model/namedWeight.js";
import {networkOf, wrapNetwork} from "../model/network.js";
import {readWeights, writeWeights} from "../model/weights.js";
import {type FileRecord, readChecked} from "./checkedFile.js";

/**
 * A model as a folder: `model.json` and `weights.bin` in TensorFlow.js's own layers format, which other programs read, and
 * `manifest.json` with their sizes and hashes. Equal weights give equal bytes.
 */
export function modelCodec(): Codec<Model> {
  return {write: writeModel, read: readModel};
}

/** What `manifest.json` holds. */
interface Manifest {
  readonly format: typeof format;
  /** Name in the catalogue. */
  readonly name: string;
  readonly parameterCount: number;
  readonly files: Readonly<Record<"model.json" | "weights.bin", FileRecord>>;
}

const format = "lookbook-model/1";

async function writeModel(folder: string, model: Model): Promise<void> {
  const weights = readWeights(model);
  const specification = weights.map(({name, shape}) => ({name, shape, dtype: "float32" as const}));
  const topology = canonicalJson(
    {
      format: "layers-model",
      generatedBy: "lookbook",
      modelTopology: networkOf(model).toJSON(null, false),
      weightsManifest: [{paths: ["weights.bin"], weights: specification}],
    },
    2,
  );
  const bytes = toBytes(weights);
  const record = (data: string | Uint8Array): FileRecord => ({bytes: Buffer.byteLength(data), sha256: sha256(data)});
  const manifest: Manifest = {
    format,
    name: model.name,
    parameterCount: model.parameterCount,
    files: {"model.json": record(topology), "weights.bin": record(bytes)},
  };
  await writeFile(join(folder, "model.json"), topology);
  await writeFile(join(folder, "weights.bin"), bytes);
  await writeFile(join(folder, "manifest.json"), canonicalJson(manifest, 2));
}

async function readModel(folder: string): Promise<Model> {
  const path = join(folder, "manifest.json");
  const manifest = (await readJson(path, "model manifest")) as Partial<Manifest> | null;
  if (manifest?.format !== format || !manifest.name || !manifest.files) {
    throw new LookbookError(
      "bad-file",
      `model manifest ${path}: expected format ${format}, got ${manifest?.format}; train again`,
    );
  }
  const topology = JSON.parse((await readChecked(folder, "model.json", manifest.files["model.json"])).toString("utf8"));
  const bytes = await readChecked(folder, "weights.bin", manifest.files["weights.bin"]);
  const network = await tf.models.modelFromJSON({modelTopology: topology.modelTopology});
  const model = wrapNetwork(manifest.name, network);
  writeWeights(model, fromBytes(bytes, topology.weightsManifest[0].weights));
  return model;
}

function toBytes(weights: readonly NamedWeight[]): Uint8Array {
  return Buffer.concat(weights.map(({values}) => Buffer.from(values.buffer, values.byteOffset, values.byteLength)));
}

function fromBytes(bytes: Uint8Array, specification: readonly Omit<NamedWeight, "values">[]): NamedWeight[] {
  // A copy, because a file's buffer may start where no 32-bit number may.
  const numbers = new Float32Array(bytes.slice().buffer);
  let start = 0;
  return specification.map(({name, shape}) => {
    const size = shape.reduce((product, n) => product * n, 1);
    start += size;
    return {name, shape, values: numbers.slice(start - size, start)};
  });
}
