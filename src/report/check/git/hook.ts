import {chmod, mkdir, readFile, rename, rm, stat} from "node:fs/promises";
import {isAbsolute, join, relative, resolve} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {diskError, writeAtomic} from "../../../core/files.js";
import type {Git} from "./git.js";
import {chainedName, type HookScriptOptions, hookMark, hookScript} from "./hookScript.js";

/** How the pre-commit hook of a repository stands. */
export interface HookStatus {
  /** The file. */
  readonly path: string;
  /** Whose it is. */
  readonly state: "none" | "ours" | "another's";
  /** True where ours runs one that was there before. */
  readonly isChained: boolean;
}

/** Looks at the hook; git says where hooks lie, also in a work tree and under `core.hooksPath`. */
export async function hookStatus(git: Git): Promise<HookStatus> {
  const folder = await hooksFolder(git);
  const path = join(folder, "pre-commit");
  const text = await readFile(path, "utf8").catch(() => undefined);
  const state = text === undefined ? "none" : text.includes(hookMark) ? "ours" : "another's";
  return {path, state, isChained: state === "ours" && (await exists(join(folder, chainedName)))};
}

/**
 * Puts the hook in place. One that is there already is kept, and runs first; installing again renews ours.
 * @throws LookbookError `bad-option` where hooks are shared between repositories
 */
export async function installHook(git: Git, options: HookScriptOptions): Promise<HookStatus> {
  await assertOwn(git);
  const {path, state} = await hookStatus(git);
  const kept = join(path, "..", chainedName);
  try {
    await mkdir(join(path, ".."), {recursive: true});
    if (state === "another's") await rename(path, kept);
    await writeAtomic(path, hookScript(options));
    await chmod(path, 0o755);
  } catch (cause) {
    throw diskError("write", path, cause);
  }
  return hookStatus(git);
}

/** Takes the hook away and puts back the one that was there before. Does nothing where the hook is not ours. */
export async function removeHook(git: Git): Promise<HookStatus> {
  const {path, state, isChained} = await hookStatus(git);
  if (state !== "ours") return {path, state, isChained};
  try {
    if (isChained) await rename(join(path, "..", chainedName), path);
    else await rm(path);
  } catch (cause) {
    throw diskError("write", path, cause);
  }
  return hookStatus(git);
}

/** Folder of the project, relative to the top of the repository it lies in. */
export async function prefixOf(git: Git): Promise<string> {
  return (await git("rev-parse", "--show-prefix")).trim().replace(/\/$/, "");
}

async function hooksFolder(git: Git): Promise<string> {
  return resolve((await git("rev-parse", "--path-format=absolute", "--git-path", "hooks")).trim());
}

/** A folder of hooks outside of the repository serves others too, which have no notebooks. */
async function assertOwn(git: Git): Promise<void> {
  const folder = await hooksFolder(git);
  const homes = await git("rev-parse", "--path-format=absolute", "--git-common-dir", "--show-toplevel");
  const isWithin = homes
    .trim()
    .split("\n")
    .some((home) => {
      const path = relative(home, folder);
      return !path.startsWith("..") && !isAbsolute(path);
    });
  if (isWithin) return;
  const remedy = "call `npx lookbook check --staged` from a hook there by hand, or unset core.hooksPath";
  throw new LookbookError("bad-option", `core.hooksPath is ${folder}, which other repositories share; ${remedy}`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
