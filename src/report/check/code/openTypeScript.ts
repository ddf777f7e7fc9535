import {createRequire} from "node:module";
import type ts from "@tslab/typescript-for-tslab";
import {findTslab} from "../../notebook/kernel/tslab.js";

/** The TypeScript that cells run under. */
export type TypeScript = typeof ts;

/** Loads tslab's own TypeScript, a quarter of a second, from the tslab that runs the notebooks of `folder`. */
export function openTypeScript(folder: string): TypeScript {
  return createRequire(findTslab(folder))("@tslab/typescript-for-tslab") as TypeScript;
}
