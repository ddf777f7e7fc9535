import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {ProjectPaths} from "../../core/paths.js";
import type {Chapter} from "../notebook/order.js";
import type {Parameters} from "../notebook/parameters.js";
import {readNotebook} from "../notebook/readNotebook.js";
import {readAsked} from "./askedParameters.js";
import {parametersOf, type ReportConfig, readConfig} from "./config.js";
import {lockHash} from "./executionOptions.js";

/** What is asked of a build. */
export interface BuildQuestion {
  readonly paths: ProjectPaths;
  /** Defaults to the configuration's default profile. */
  readonly profile?: string | undefined;
  /** Parameters asked for by hand, over those of the profile: name to text, read as the chapters declare them. */
  readonly asked?: Readonly<Record<string, string>>;
  /** Chapters to build; defaults to all. What they consume must have been built before, or be among them. */
  readonly only?: readonly string[] | undefined;
  /** Hashes of what all chapters depend on: library code, data. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** What a build works with, read and checked. */
export interface PreparedBuild {
  readonly config: ReportConfig;
  readonly profile: string;
  readonly parameters: Parameters;
  /** All of them, also where a few are to be built: what a chapter follows from is told by the others. */
  readonly all: readonly Chapter[];
  /** Those that are to be built. */
  readonly chapters: readonly Chapter[];
  readonly inputs: Readonly<Record<string, string>>;
}

/**
 * Reads a project's configuration and notebooks, and what was asked of the build against them.
 * @throws LookbookError `missing-file`, `bad-file`, `bad-config`, `bad-notebook`, `bad-option`, `bad-parameter`
 */
export async function prepareBuild(question: BuildQuestion): Promise<PreparedBuild> {
  const {paths, asked = {}, only} = question;
  const config = await readConfig(paths.report);
  const profile = question.profile ?? config.defaultProfile;
  const all = await Promise.all(
    config.chapters.map(async (name): Promise<Chapter> => {
      const path = join(paths.notebooks, `${name}.ipynb`);
      return {name, path, notebook: await readNotebook(path)};
    }),
  );
  assertListed(only, config);
  const chapters = all.filter(({name}) => only?.includes(name) ?? true);
  const parameters = parametersOf(config, profile, readAsked(asked, chapters));
  const inputs = {...question.inputs, ...(await lockHash(paths.root))};
  return {config, profile, parameters, all, chapters, inputs};
}

function assertListed(only: readonly string[] | undefined, {chapters}: ReportConfig): void {
  const unknown = only?.find((name) => !chapters.includes(name));
  if (unknown === undefined) return;
  throw new LookbookError("bad-option", `unknown chapter "${unknown}"; report.json lists ${chapters.join(", ")}`);
}
