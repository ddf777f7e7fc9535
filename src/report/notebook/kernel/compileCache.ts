import {createHash} from "node:crypto";
import {mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import Module, {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {cachedDataVersionTag} from "node:v8";
import vm from "node:vm";

/**
 * Loads a large CommonJS module as `require` would, with the code that V8 compiled in an earlier process: TypeScript's nine megabytes
 * cost a notebook a third of its start otherwise. Each version of Node, each set of V8's flags and each version of the file has an
 * entry of its own; a damaged one is no entry.
 * @param folder of the entries; only who may change this package's code must be able to write there
 * @returns keeps what has been compiled by now, where it was not kept before; to be called when most of the module has been used
 */
export function loadCompiled(file: string, folder: string): () => void {
  const entry = join(folder, `${nameOf(file)}.v8`);
  const cachedData = readEntry(entry);
  const script = new vm.Script(Module.wrap(readFileSync(file, "utf8")), {
    filename: file,
    ...(cachedData && {cachedData}),
  });
  const module = new Module(file);
  module.filename = file;
  const require = createRequire(file);
  require.cache[file] = module;
  script.runInThisContext().call(module.exports, module.exports, require, module, file, dirname(file));
  module.loaded = true;
  const isKept = cachedData !== undefined && script.cachedDataRejected === false;
  return isKept ? () => undefined : () => writeEntry(entry, script.createCachedData());
}

/** The time of the last change of state tells two files of one size apart; packages carry a made-up time of modification. */
function nameOf(file: string): string {
  const {size, ctimeMs} = statSync(file);
  const identity = [file, size, ctimeMs, process.version, process.arch, cachedDataVersionTag()];
  return createHash("sha256").update(identity.join("\n")).digest("hex").slice(0, 16);
}

function readEntry(path: string): Buffer | undefined {
  try {
    const bytes = readFileSync(path);
    const data = bytes.subarray(hashLength);
    return digest(data).equals(bytes.subarray(0, hashLength)) ? data : undefined;
  } catch {
    return undefined;
  }
}

function writeEntry(path: string, data: Buffer): void {
  const aside = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), {recursive: true});
    try {
      writeFileSync(aside, Buffer.concat([digest(data), data]));
      renameSync(aside, path);
    } finally {
      rmSync(aside, {force: true});
    }
  } catch {
    // Notebooks of a package on a disk that is full or read-only start a little slower.
  }
}

const hashLength = 32;

function digest(data: Uint8Array): Buffer {
  return createHash("sha256").update(data).digest();
}
