import {existsSync} from "node:fs";
import {join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {libraryRoot} from "../../../core/paths.js";

/**
 * The file of a compiled module of this library, also where the caller runs from its TypeScript source in a test: threads load JavaScript only.
 * @param name under `dist/`: "pipeline/training/shardTasks.js"
 * @throws LookbookError `missing-file` where the library was not built
 */
export function compiledModule(name: string): string {
  const path = join(libraryRoot(), "dist", name);
  if (existsSync(path)) return path;
  throw new LookbookError("missing-file", `${path} does not exist; run \`npm run build\``);
}
