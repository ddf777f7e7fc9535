import {type FSWatcher, watch} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError, messageOf, systemCode} from "../../core/errors.js";

/** Folders that are watched until it is closed. */
export interface Watch {
  readonly close: () => void;
}

/** Options for {@link watchFolders}. */
export interface WatchOptions {
  /** Folders watched with those inside them. */
  readonly deep: readonly string[];
  /** Folders of which the files alone are watched. */
  readonly flat: readonly string[];
  /** Milliseconds of quiet after a change before it is told; defaults to 30. */
  readonly quiet?: number;
  /** Told the paths that were written, replaced or removed. */
  readonly onChange: (paths: ReadonlySet<string>) => void;
}

/**
 * Tells when a file in a folder was written, replaced or removed. Folders are watched, not files: an editor that writes aside and renames
 * gives the file a new identity, and so does Jupyter. A folder that is not there is left out.
 * @throws LookbookError `disk` where the system watches no more files
 */
export function watchFolders({deep, flat, quiet = 30, onChange}: WatchOptions): Watch {
  const watchers = new Map<string, FSWatcher>();
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  const tell = (): void => {
    const paths = changed;
    changed = new Set();
    onChange(paths);
  };
  const add = (folder: string, isDeep: boolean): void => {
    if (isClosed || watchers.has(folder)) return;
    const watcher = watch(folder, {persistent: false}, (_, name) => {
      if (name !== null && isPassing(name)) return;
      changed.add(name === null ? folder : join(folder, name));
      clearTimeout(timer);
      timer = setTimeout(tell, quiet);
      if (isDeep) void addInside(folder);
    });
    watchers.set(folder, watcher);
    watcher.on("error", () => {
      watcher.close();
      watchers.delete(folder);
    });
    if (isDeep) void addInside(folder);
  };
  const addInside = async (folder: string): Promise<void> => {
    const entries = await readdir(folder, {withFileTypes: true}).catch(() => []);
    const folders = entries.filter((entry) => entry.isDirectory() && !isPassing(entry.name));
    // What lies deeper holds pictures at most; a report is no worse off without hearing of them.
    for (const {name} of folders) tryTo(() => add(join(folder, name), true));
  };
  for (const folder of deep) existing(() => add(folder, true), folder);
  for (const folder of flat) existing(() => add(folder, false), folder);
  return {
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      for (const watcher of watchers.values()) watcher.close();
    },
  };
}

/** Files that editors write in passing: hidden ones, backups, and vim's test of whether it may write. */
function isPassing(name: string): boolean {
  return /^\.|~$|\.(?:swp|swx|tmp|part)$|^4913$|^node_modules$/.test(name);
}

function existing(add: () => void, folder: string): void {
  try {
    add();
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") return;
    const remedy = "on Linux, a higher fs.inotify.max_user_watches or max_user_instances helps";
    throw new LookbookError("disk", `cannot watch ${folder}: ${messageOf(cause)}; ${remedy}`, {cause});
  }
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // It was removed again, or there are too many.
  }
}
