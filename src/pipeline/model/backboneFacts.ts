import {existsSync} from "node:fs";
import {join} from "node:path";
import * as tf from "@tensorflow/tfjs-layers";
import {readJson} from "../../core/files.js";
import type {ProjectPaths} from "../../core/paths.js";
import {type BackboneName, backboneForms, backboneNames} from "./backboneFiles.js";
import {efficientNetB0} from "./efficientNetB0.js";
import {findBackbone, howToGet} from "./findBackbone.js";
import {mobileNetV2} from "./mobileNetV2.js";
import type {ModelFacts} from "./modelFacts.js";
import {networkFacts} from "./networkFacts.js";

/** A backbone, what it costs as far as that is known, and where it lies. */
export interface BackboneFacts {
  readonly name: BackboneName;
  readonly title: string;
  /** Of the network without its classifier, up to the means of its last maps; undefined where only its files say what it is. */
  readonly facts?: ModelFacts;
  /** The folder; undefined where it is in no known place. */
  readonly folder?: string;
  /** How to get it; where it is there, empty. */
  readonly remedy: string;
}

/** What is known of all backbones, the weights not being read. In the form that would be loaded: folded, or with batch normalisations. */
export async function backboneFacts(
  paths: ProjectPaths,
  {size}: {readonly size: readonly [number, number]},
): Promise<BackboneFacts[]> {
  const all: BackboneFacts[] = [];
  for (const name of backboneNames) {
    const folder = findBackbone(name, paths);
    const network = await withoutWeights(name, folder);
    const facts = network && networkFacts(network, {name, size, upTo: "avg_pool"});
    network?.dispose();
    const remedy = folder === undefined ? howToGet(name) : "";
    all.push({name, title: backboneForms[name].title, ...(facts && {facts}), ...(folder && {folder}), remedy});
  }
  return all;
}

async function withoutWeights(name: BackboneName, folder: string | undefined): Promise<tf.LayersModel | undefined> {
  const path = join(folder ?? "", "model.json");
  if (folder !== undefined && existsSync(path)) {
    const {modelTopology} = (await readJson(path, "layers-model")) as {modelTopology: Topology};
    return tf.models.modelFromJSON({modelTopology});
  }
  if (name === "efficientnet-b0-224") return efficientNetB0({inputSize: [null, null]});
  return name === "mobilenet-v2-1.0-224" ? mobileNetV2({inputSize: [null, null]}) : undefined;
}

type Topology = Extract<Parameters<typeof tf.models.modelFromJSON>[0], {modelTopology: unknown}>["modelTopology"];
