import {dirname, join, resolve} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {findProject, type ProjectPaths} from "../../core/paths.js";
import {readConfig} from "../build/config.js";
import {checkCache, noCache} from "./cache.js";
import {readCheckConfig} from "./checkConfig.js";
import {checkNotebooks} from "./checkNotebooks.js";
import type {CheckResult} from "./finding.js";
import type {RuleName} from "./rules.js";
import type {NotebookSource} from "./source.js";

/** Where notebooks are read from: the work tree, or git's index. */
export interface NotebookReader {
  /** All notebooks of a project. */
  list(paths: ProjectPaths): Promise<readonly string[]>;
  /** @param root folder that paths in messages are relative to */
  read(files: readonly string[], root: string): Promise<readonly NotebookSource[]>;
}

/** Options for {@link checkFiles}. */
export interface CheckFilesOptions {
  readonly reader: NotebookReader;
  readonly asked: ReadonlySet<RuleName>;
  /** False looks at everything anew. */
  readonly reuse: boolean;
  /** Folder that paths of notebooks outside of any project are relative to. */
  readonly folder: string;
}

/** What was found, and the notebooks that it was found in. */
export interface CheckedFiles extends CheckResult {
  readonly sources: readonly NotebookSource[];
}

/** Checks notebooks, each with the report that it belongs to, if any. */
export async function checkFiles(
  files: readonly string[],
  {reader, asked, reuse, folder}: CheckFilesOptions,
): Promise<CheckedFiles> {
  const groups = new Map<string | undefined, string[]>();
  for (const file of files.map((path) => resolve(path))) {
    const root = projectOf(file)?.root;
    groups.set(root, [...(groups.get(root) ?? []), file]);
  }
  const checked = [];
  for (const [root, own] of groups) {
    const sources = await reader.read(own, root ?? folder);
    checked.push({sources, ...(await checkGroup(sources, {root, reader, asked, reuse}))});
  }
  return {
    sources: checked.flatMap(({sources}) => sources),
    notebooks: checked.flatMap(({notebooks}) => notebooks),
    findings: checked.flatMap(({findings}) => findings),
    skipped: checked.flatMap(({skipped}) => skipped),
  };
}

interface GroupOptions extends Omit<CheckFilesOptions, "folder"> {
  readonly root: string | undefined;
}

async function checkGroup(
  sources: readonly NotebookSource[],
  {root, reader, asked, reuse}: GroupOptions,
): Promise<CheckResult> {
  if (root === undefined) return checkNotebooks(sources, {asked});
  const paths = findProject(root);
  const [config, {chapters: listed}] = await Promise.all([readCheckConfig(paths.report), readConfig(paths.report)]);
  const given = new Map(sources.map((source) => [source.path, source]));
  const notebooks = (await reader.read(await reader.list(paths), root)).map((one) => given.get(one.path) ?? one);
  const cache = reuse ? checkCache(join(paths.report, ".cache", "check")) : noCache;
  return checkNotebooks(sources, {project: {paths, listed, notebooks}, config, asked, cache});
}

/** The project whose notebooks/ a file lies in; a notebook elsewhere, such as a test's, belongs to none. */
function projectOf(file: string): ProjectPaths | undefined {
  try {
    const paths = findProject(dirname(file));
    return dirname(file) === paths.notebooks ? paths : undefined;
  } catch (thrown) {
    if (thrown instanceof LookbookError && thrown.code === "missing-file") return undefined;
    throw thrown;
  }
}
