import {createHash} from "node:crypto";
import type {ExampleSet} from "./imageSet.js";

/** SHA-256 over examples and labels of the sets, in order, in hex. */
export function hashSets(sets: readonly Pick<ExampleSet, "images" | "labels">[]): string {
  const hash = createHash("sha256");
  for (const {images, labels} of sets) hash.update(images).update(labels);
  return hash.digest("hex");
}
