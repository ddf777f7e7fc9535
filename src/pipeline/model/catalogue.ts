import {LookbookError} from "../../core/errors.js";
import type {ArchitectureOptions} from "./architecture.js";
import {denseNet} from "./denseNet.js";
import type {Model} from "./model.js";
import {seResNet} from "./seResNet.js";
import {shallowCnn} from "./shallowCnn.js";

/** The names of all architectures. */
export type ModelName = "dense" | "shallow-cnn" | "se-resnet";

/** One architecture. */
export interface CatalogueEntry {
  readonly name: ModelName;
  /** For tables and captions. */
  readonly title: string;
  /** One sentence for the report. */
  readonly description: string;
  /** Builds it untrained; the caller disposes the model. */
  readonly build: (options: ArchitectureOptions) => Model;
}

/** All architectures, simplest first. */
export const modelCatalogue: readonly CatalogueEntry[] = [
  {
    name: "dense",
    title: "dense net",
    description: "two hidden layers of 256 and 128 ReLU units on the flattened pixels",
    build: denseNet,
  },
  {
    name: "shallow-cnn",
    title: "shallow CNN",
    description:
      "three 3x3 convolutions with 32, 64 and 64 filters, batch normalisation, two max-poolings, dropout and 64 ReLU units",
    build: shallowCnn,
  },
  {
    name: "se-resnet",
    title: "SE-ResNet",
    description:
      "three stages of two 3x3 convolutions with 32, 64 and 128 filters, each with a residual branch weighed by squeeze-and-excitation",
    build: seResNet,
  },
];

/** Builds an architecture by its name; the caller disposes the model. @throws LookbookError `bad-option` for an unknown one */
export function buildModel(name: string, options: ArchitectureOptions): Model {
  const entry = modelCatalogue.find((candidate) => candidate.name === name);
  if (!entry) {
    const known = modelCatalogue.map((candidate) => candidate.name).join(", ");
    throw new LookbookError("bad-option", `unknown model "${name}"; the catalogue has ${known}`);
  }
  return entry.build(options);
}
