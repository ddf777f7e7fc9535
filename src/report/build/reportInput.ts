import {relative} from "node:path";
import {readBrand} from "../render/brand.js";
import type {ReportInput} from "../render/input.js";
import {readImages} from "../render/readImages.js";
import {loadTheme, type Theme} from "../render/theme.js";
import {dateOf} from "./commit.js";
import type {ReportConfig} from "./config.js";
import type {ExecutedChapter} from "./executedChapter.js";
import {codeHash, factsOf, type ProvenanceContext, provenanceOf} from "./provenance.js";
import {readGlossary, readSources} from "./readSources.js";

/** What a report says beside its chapters. */
export interface ReportContext extends ProvenanceContext {
  readonly config: ReportConfig;
  readonly paths: {readonly root: string; readonly report: string};
  /** Defaults to the package's own with the project's brand, read anew. */
  readonly theme?: Theme | undefined;
}

/** What the renderer takes: executed chapters with their pictures, provenance and theme. Runs nothing. */
export async function reportInputOf(
  executed: readonly ExecutedChapter[],
  context: ReportContext,
): Promise<ReportInput> {
  const {config, commit, paths} = context;
  const chapters = await Promise.all(
    executed.map(async ({name, path, notebook: source, execution: {notebook}}) => ({
      name,
      path: relative(paths.root, path),
      notebook,
      codeHash: codeHash(source),
      images: await readImages(notebook, path),
    })),
  );
  const date = dateOf(commit);
  const [sources, glossary] = await Promise.all([readSources(paths, config), readGlossary(paths)]);
  return {
    config,
    chapters,
    provenance: provenanceOf(executed, context),
    facts: factsOf(executed, context),
    ...(date === undefined ? {} : {builtDate: date.slice(0, 10)}),
    ...(sources && {sources}),
    ...(glossary && {glossary}),
    partial: executed.length < config.chapters.length,
    theme: context.theme ?? (await readTheme(paths, config)),
  };
}

/** The package's theme with the project's brand. */
export async function readTheme({report}: {readonly report: string}, config: ReportConfig): Promise<Theme> {
  return loadTheme({brand: await readBrand(report, config)});
}
