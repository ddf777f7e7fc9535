import {lstat, readdir} from "node:fs/promises";
import {join} from "node:path";

/** Bytes of a file, or of all files below a folder; 0 where there is none. Links are not followed. */
export async function folderSize(path: string): Promise<number> {
  const found = await lstat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.size;
  const sizes = await Promise.all((await readdir(path)).map((name) => folderSize(join(path, name))));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** A size for people, in powers of 1000: `820 B`, `29.5 MB`. */
export function showSize(bytes: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return step === 0 ? `${bytes} B` : `${(bytes / 1000 ** step).toFixed(1)} ${units[step]}`;
}
