import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {LookbookError, messageOf} from "../../core/errors.js";
import {packageVersion} from "../../core/paths.js";

/** Which versions of packages a project has, by its `package-lock.json`. */
export class LockFile {
  readonly #packages: Readonly<Record<string, LockedPackage | undefined>>;

  /**
   * Reads the lock file in `root`; a project without one has the versions that are installed.
   * @throws LookbookError `bad-file` where it is no JSON
   */
  constructor(root: string) {
    this.#packages = readPackages(join(root, "package-lock.json"));
  }

  /**
   * The versions of packages and of all that they depend on: `{"d3-array": "3.2.5", "internmap": "2.0.3"}`.
   * What is neither locked nor installed is left out: it counts from the day it is there.
   * @param names package to a folder that imports it, where one that the lock file does not know is looked for
   */
  versions(names: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
    const found = new Map<string, string>();
    const queue = [...names].flatMap(([name, folder]) => {
      const path = this.#find(name, "");
      const installed = path === undefined ? packageVersion(name, folder) : undefined;
      if (installed !== undefined) found.set(name, installed);
      return path ?? [];
    });
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      const label = path.slice("node_modules/".length);
      if (found.has(label)) continue;
      const {version = "", resolved = "", dependencies, optionalDependencies, link} = this.#packages[path]!;
      // Packages from a registry never change under one version; those from git and folders do.
      found.set(
        label,
        link || version === "" || /^(git|file)/.test(resolved) ? `${version} ${resolved}`.trim() : version,
      );
      const needed = Object.keys({...dependencies, ...optionalDependencies});
      queue.push(...needed.flatMap((name) => this.#find(name, path!) ?? []));
    }
    return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The version of one package alone. */
  version(name: string, folder: string): string {
    return this.#packages[`node_modules/${name}`]?.version ?? packageVersion(name, folder) ?? "not installed";
  }

  /** Where a package lies that is imported from another: inside it, or in one of the folders above. */
  #find(name: string, from: string): string | undefined {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
      const path = folder === "" ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
      if (this.#packages[path] !== undefined) return path;
      if (folder === "") return undefined;
    }
  }
}

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function readPackages(path: string): Readonly<Record<string, LockedPackage>> {
  if (!existsSync(path)) return {};
  try {
    const {packages = {}} = JSON.parse(readFileSync(path, "utf8")) as {packages?: Record<string, LockedPackage>};
    return packages;
  } catch (cause) {
    throw new LookbookError("bad-file", `lock file ${path} is not JSON: ${messageOf(cause)}; run \`npm install\``, {
      cause,
    });
  }
}
