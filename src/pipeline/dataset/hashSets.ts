import {createHash} from "node:crypto";
import type {ImageSet} from "./imageSet.js";

/** SHA-256 over pictures and labels of the sets, in order, in hex. */
export function hashSets(sets: readonly Pick<ImageSet, "images" | "labels">[]): string {
  const hash = createHash("sha256");
  for (const {images, labels} of sets) hash.update(images).update(labels);
  return hash.digest("hex");
}
