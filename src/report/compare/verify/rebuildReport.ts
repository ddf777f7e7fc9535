import {LookbookError} from "../../../core/errors.js";
import {type BuildOptions, buildReport} from "../../build/build.js";
import {parametersOf, readConfig} from "../../build/config.js";
import type {Recipe} from "./recipe.js";

/** Where and how a report is built again; see {@link BuildOptions}. */
export interface RebuildOptions extends Omit<BuildOptions, "profile" | "asked" | "only" | "pdf" | "strict"> {
  readonly output: string;
}

/**
 * Builds a report as it was built before, into a folder of its own.
 * @throws LookbookError as `buildReport` does; a missing browser leaves the report without its PDF
 */
export async function rebuildReport(recipe: Recipe, options: RebuildOptions): Promise<void> {
  const {profile, parameters, chapters, epoch, pdf} = recipe;
  const config = await readConfig(options.paths.report);
  const usual = parametersOf(config, profile);
  const asked = Object.entries(parameters).filter(([name, text]) => String(usual[name]) !== text);
  const all = chapters === undefined || chapters.join("\n") === config.chapters.join("\n");
  try {
    await buildReport({
      ...options,
      profile,
      asked: Object.fromEntries(asked),
      only: all ? undefined : chapters,
      pdf,
      // A report with refuted claims is one, and can be verified.
      strict: false,
      env: {...options.env, ...(epoch !== undefined && {SOURCE_DATE_EPOCH: String(epoch)})},
    });
  } catch (thrown) {
    if (!(thrown instanceof LookbookError && thrown.code === "no-browser")) throw thrown;
  }
}
