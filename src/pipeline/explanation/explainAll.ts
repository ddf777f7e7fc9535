import type {Model} from "../model/model.js";
import type {ExplainOptions} from "./explainOptions.js";
import type {ExplanationMethod} from "./method.js";

/** What one method says of some pictures. */
export interface MethodMaps {
  readonly name: string;
  readonly title: string;
  /** [count, height, width], relevance */
  readonly maps: Float32Array;
}

/** Explains the same pictures by several methods, one after another. @throws LookbookError as the methods */
export async function explainAll(
  model: Model,
  images: Uint8Array,
  {methods, ...options}: ExplainOptions & {readonly methods: readonly ExplanationMethod[]},
): Promise<MethodMaps[]> {
  const all: MethodMaps[] = [];
  for (const {name, title, explain} of methods) all.push({name, title, maps: await explain(model, images, options)});
  return all;
}
