import {existsSync} from "node:fs";
import {readdir, readFile, rm} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join, posix, win32} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {diskError, writeAtomic} from "../../core/files.js";

/** The machine, as far as Jupyter's rules for folders go. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  /** The user's home folder. */
  readonly home: string;
}

/** A kernel that Jupyter can start. */
export interface Kernelspec {
  readonly name: string;
  readonly folder: string;
  readonly argv: readonly string[];
  readonly displayName: string;
  readonly language: string;
}

/** Folder of the user's Jupyter data, by the rules of jupyter_core's `jupyter_data_dir`. */
export function userDataFolder({platform, env, home}: Machine): string {
  const {join} = platform === "win32" ? win32 : posix;
  if (env["JUPYTER_DATA_DIR"]) return env["JUPYTER_DATA_DIR"];
  switch (platform) {
    case "darwin":
      return join(home, "Library", "Jupyter");
    case "win32":
      if (env["APPDATA"]) return join(env["APPDATA"], "jupyter");
      return join(env["JUPYTER_CONFIG_DIR"] ?? join(home, ".jupyter"), "data");
    default:
      return join(env["XDG_DATA_HOME"] || join(home, ".local", "share"), "jupyter");
  }
}

/** Folders in which Jupyter looks for kernels, first hit first; those of Python environments are not known from here. */
export function kernelFolders(machine: Machine): readonly string[] {
  const {env, platform} = machine;
  const separator = platform === "win32" ? ";" : ":";
  const explicit = (env["JUPYTER_PATH"] ?? "").split(separator).filter((path) => path !== "");
  const active = ["VIRTUAL_ENV", "CONDA_PREFIX"].flatMap((name) =>
    env[name] ? [join(env[name], "share", "jupyter")] : [],
  );
  const system = platform === "win32" ? [] : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  const all = [...explicit, ...active, userDataFolder(machine), ...system].map((path) => join(path, "kernels"));
  return [...new Set(all)];
}

/** Options for {@link installKernelspec}. */
export interface InstallOptions {
  /** The folder `kernels` to install into. */
  readonly folder: string;
  /** How notebooks name the kernel. */
  readonly name: string;
  readonly displayName: string;
  /** Absolute path of the Node binary. */
  readonly node: string;
  /** A folder of the project whose tslab is to be started. */
  readonly project: string;
}

/**
 * Writes the kernelspec of the project's tslab, which is all that Jupyter needs; no Python is involved.
 * @throws LookbookError `bad-option` for a name that Jupyter refuses, `missing-file` where tslab is not installed, `disk`
 */
export async function installKernelspec({
  folder,
  name,
  displayName,
  node,
  project,
}: InstallOptions): Promise<Kernelspec> {
  assertName(name);
  const argv = [node, findTslabBinary(project), "kernel", "--config-path", "{connection_file}"];
  const target = join(folder, name);
  const language = "typescript";
  const content = {argv, display_name: displayName, language};
  await writeAtomic(join(target, "kernel.json"), `${JSON.stringify(content, null, 2)}\n`);
  return {name, folder: target, argv, displayName, language};
}

/** The kernels for TypeScript that Jupyter would find, first hit first; a file that is no kernelspec is passed over. */
export async function listKernelspecs(folders: readonly string[]): Promise<readonly Kernelspec[]> {
  const found: Kernelspec[] = [];
  for (const parent of folders) {
    const names = await readdir(parent).catch(() => []);
    for (const name of [...names].sort()) {
      const spec = await readKernelspec(join(parent, name), name);
      if (spec?.language === "typescript") found.push(spec);
    }
  }
  return found;
}

/**
 * Removes a kernelspec for TypeScript.
 * @throws LookbookError `missing-file` where none of that name lies in any of the folders
 */
export async function uninstallKernelspec(folders: readonly string[], name: string): Promise<Kernelspec> {
  assertName(name);
  const known = await listKernelspecs(folders);
  const spec = known.find((one) => one.name === name);
  if (!spec) {
    const names = known.map((one) => one.name).join(", ") || "none";
    throw new LookbookError("missing-file", `no TypeScript kernel "${name}" is installed; installed: ${names}`);
  }
  await rm(spec.folder, {recursive: true}).catch((cause: unknown) => {
    throw diskError("write", spec.folder, cause);
  });
  return spec;
}

function assertName(name: string): void {
  if (/^[a-z0-9._-]+$/.test(name) && !/^\.+$/.test(name)) return;
  throw new LookbookError("bad-option", `a kernel's name has small letters, digits, ".", "_" and "-", got "${name}"`);
}

function findTslabBinary(project: string): string {
  const require = createRequire(join(project, "package.json"));
  try {
    return join(dirname(require.resolve("tslab/package.json")), "bin", "tslab");
  } catch (cause) {
    throw new LookbookError("missing-file", `tslab is not installed in ${project}; run \`npm ci\` there`, {cause});
  }
}

async function readKernelspec(folder: string, name: string): Promise<Kernelspec | undefined> {
  const path = join(folder, "kernel.json");
  if (!existsSync(path)) return undefined;
  try {
    const {argv, display_name, language} = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
    if (!Array.isArray(argv)) return undefined;
    return {name, folder, argv: argv.map(String), displayName: String(display_name), language: String(language)};
  } catch {
    return undefined;
  }
}
