import {existsSync} from "node:fs";
import {join, resolve} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {findProject, libraryRoot} from "../../../core/paths.js";
import {type FileSource, readFileSource} from "../../source/fileSource.js";

/** Options for opening a data set of files; a notebook needs none. */
export interface FileLadderOptions {
  /** A folder with the files, relative to the project; defaults to the environment's variable for this data set. */
  readonly dataDir?: string | undefined;
  /** Folder of the project; defaults to the one that the working directory lies in. */
  readonly root?: string | undefined;
  /** Defaults to the process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Where the files of a data set lie, or what is missing. */
export interface FoundFiles {
  readonly source: FileSource;
  /** Undefined where no rung of the ladder has the files. */
  readonly folder: string | undefined;
  /** The rung that answered, for people: "data/raw", "shared mirror"; empty where none did. */
  readonly rung: string;
  /** What is missing and how to get it, a sentence that names no folder of this machine; empty where the files are here. */
  readonly missing: string;
}

/**
 * Looks for the files of a data set: in a folder that was asked for, in `data/raw/KEY`, in the mirror `../shared/data/KEY`.
 * @param key of `data/sources.json`; the environment's variable is the same in capitals with `_DIR`
 * @throws LookbookError `missing-file` where a folder that was asked for lacks a file: it never gives way to the next rung
 */
export async function findFiles(key: string, options: FileLadderOptions = {}): Promise<FoundFiles> {
  const {env = process.env, dataDir} = options;
  // As with Fashion-MNIST, this is the end where the library looks for the project it works in.
  const root = resolve(options.root ?? findProject(process.cwd()).root);
  const source = await readFileSource(sourcesPath(root), key);
  const variable = `${key.toUpperCase().replaceAll("-", "_")}_DIR`;
  const given = dataDir ?? env[variable];
  if (given) return {source, folder: asked(resolve(root, given), source), rung: "folder given", missing: ""};
  const rungs = [
    {rung: "data/raw", folder: join(root, "data", "raw", key)},
    {rung: "shared mirror", folder: join(root, "..", "shared", "data", key)},
  ];
  const found = rungs.find(({folder}) => lacking(folder, source).length === 0);
  if (found) return {source, ...found, missing: ""};
  const missing = `The files of ${source.name} are not on this machine: put them into data/raw/${key}, or set ${variable} to their folder; they come from ${source.homepage}.`;
  return {source, folder: undefined, rung: "", missing};
}

function asked(folder: string, source: FileSource): string {
  const absent = lacking(folder, source);
  if (absent.length === 0) return folder;
  const names = absent.slice(0, 3).join(", ") + (absent.length > 3 ? ` and ${absent.length - 3} more` : "");
  throw new LookbookError(
    "missing-file",
    `${folder}: expected the files of ${source.name}, missing ${names}; put them there, or do without that setting`,
  );
}

function lacking(folder: string, {files}: FileSource): string[] {
  return files.map(({name}) => name).filter((name) => !existsSync(join(folder, name)));
}

/** A project of its own may bring its list of sources; otherwise the library's holds. */
function sourcesPath(root: string): string {
  const own = join(root, "data", "sources.json");
  return existsSync(own) ? own : join(libraryRoot(), "data", "sources.json");
}
