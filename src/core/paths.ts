import {existsSync, readFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import {LookbookError} from "./errors.js";

/** The folders of a project; see DESIGN.md, "Top level". */
export interface ProjectPaths {
  readonly root: string;
  readonly notebooks: string;
  readonly data: string;
  readonly models: string;
  readonly report: string;
}

/**
 * Finds the project that `from` lies in: the nearest folder upwards with `report/report.json`.
 * @throws LookbookError `missing-file` where there is none
 */
export function findProject(from: string): ProjectPaths {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, "report", "report.json"))) return projectAt(folder);
    if (folder === dirname(folder)) {
      throw new LookbookError(
        "missing-file",
        `no report/report.json in ${resolve(from)} or any folder above it; run this inside a Lookbook project`,
      );
    }
  }
}

/** The paths of the project whose root is `root`. */
export function projectAt(root: string): ProjectPaths {
  const under = (name: string): string => join(root, name);
  return {root, notebooks: under("notebooks"), data: under("data"), models: under("models"), report: under("report")};
}

/** The version of an installed package, seen from `from`; undefined where it is absent. */
export function packageVersion(name: string, from: string): string | undefined {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name, "package.json");
    if (existsSync(path)) return (JSON.parse(readFileSync(path, "utf8")) as {version?: string}).version;
    if (folder === dirname(folder)) return undefined;
  }
}

/** The folder of this package itself, whether its code runs from `dist/` or, in tests, from `src/`. */
export function libraryRoot(): string {
  return dirname(dirname(import.meta.dirname));
}
