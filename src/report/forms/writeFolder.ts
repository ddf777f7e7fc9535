import {mkdir, rename, rm, writeFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {diskError} from "../../core/files.js";

/** Puts a folder of files in place, whole or not at all; what lay there before goes. */
export async function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const aside = join(dirname(folder), `.${folder.split(/[\\/]/).at(-1)}.${process.pid}.part`);
  try {
    await rm(aside, {recursive: true, force: true});
    for (const [path, content] of files) {
      await mkdir(dirname(join(aside, path)), {recursive: true});
      await writeFile(join(aside, path), content);
    }
    await rm(folder, {recursive: true, force: true});
    await rename(aside, folder);
  } catch (cause) {
    await rm(aside, {recursive: true, force: true}).catch(() => undefined);
    throw diskError("write", folder, cause);
  }
}
