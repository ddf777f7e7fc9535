import {dirname} from "node:path";
import {packageVersion} from "../../../core/paths.js";
import type {CheckCache} from "../cache.js";
import type {Problem} from "../finding.js";
import {numberedCells, type ReadSource} from "../source.js";
import type {CellProgramOptions} from "./cellProgram.js";

/** Options for {@link checkCodeOnce}. */
export interface CheckCodeOptions extends CellProgramOptions {
  readonly cache: CheckCache;
  /** Hash of the rules' own code. */
  readonly version: string;
}

/**
 * Problems in the code of each notebook. What was found for the same code, with the same types around it, is remembered; the other notebooks
 * are compiled together, and only then is TypeScript loaded.
 */
export async function checkCodeOnce(
  sources: readonly ReadSource[],
  {cache, version, uncheckedIndex = false}: CheckCodeOptions,
): Promise<(readonly Problem[])[]> {
  const keys = sources.map((source) => {
    const cells = numberedCells(source.notebook).map(({cell, number}) => [number, cell.cell_type === "code" && cell]);
    const tslab = packageVersion("tslab", dirname(source.file));
    return {rules: version, tslab, uncheckedIndex, folder: dirname(source.file), cells};
  });
  const known = await Promise.all(keys.map((key) => cache.get<readonly Problem[]>(key)));
  const fresh = sources.filter((_, i) => known[i] === undefined);
  if (fresh.length === 0) return known.map((problems) => problems!);
  const [{openTypeScript}, {checkCode}] = await Promise.all([import("./openTypeScript.js"), import("./checkCode.js")]);
  const results = checkCode(openTypeScript(dirname(fresh[0]!.file)), fresh, {uncheckedIndex});
  return Promise.all(
    sources.map(async (source, i) => {
      const result = results[fresh.indexOf(source)];
      if (!result) return known[i]!;
      if (result.isSettled) await cache.put(keys[i], result.problems, result.dependencies);
      return result.problems;
    }),
  );
}
