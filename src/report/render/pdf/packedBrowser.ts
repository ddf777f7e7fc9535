import {chmod, lstat, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {tmpdir, userInfo} from "node:os";
import {dirname, join, normalize} from "node:path";
import {promisify} from "node:util";
import {brotliDecompress} from "node:zlib";
import {diskError} from "../../../core/files.js";

/** A browser that was unpacked. */
export interface UnpackedBrowser {
  readonly path: string;
  /** Configuration of the fonts for characters that the page's own do not have. */
  readonly fontConfig: string;
  /** System libraries for a machine that lacks them. */
  readonly libraries: string;
}

/**
 * Unpacks the browser that npm brings into the folder for temporary files, once for each version and user; takes about two
 * seconds. Two processes at once do no harm: each unpacks aside, and the first to finish is kept.
 */
export async function unpackBrowser(): Promise<UnpackedBrowser> {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  const root = entry.slice(
    0,
    entry.lastIndexOf(join("@sparticuz", "chromium")) + join("@sparticuz", "chromium").length,
  );
  const {version} = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {version: string};
  const folder = join(tmpdir(), `lookbook-chromium-${version}-${userInfo().uid}`);
  try {
    if (!(await isOurs(folder))) await unpack(join(root, "bin"), folder);
  } catch (cause) {
    throw diskError("write", folder, cause);
  }
  return {path: join(folder, "chromium"), fontConfig: join(folder, "fonts.conf"), libraries: join(folder, "lib")};
}

/** Nobody else can have put it there: the folder is this user's and closed to others. */
async function isOurs(folder: string): Promise<boolean> {
  const stat = await lstat(folder).catch(() => undefined);
  if (stat === undefined) return false;
  return stat.isDirectory() && stat.uid === userInfo().uid && (stat.mode & 0o022) === 0;
}

async function unpack(archives: string, folder: string): Promise<void> {
  const aside = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(aside, "chromium"), await unbrotli(join(archives, "chromium.br")));
    await chmod(join(aside, "chromium"), 0o755);
    await untar(await unbrotli(join(archives, "fonts.tar.br")), aside);
    await untar(await unbrotli(join(archives, "al2023.tar.br")), aside);
    await writeFile(join(aside, "fonts.conf"), fontConfig(folder));
    await rename(aside, folder).catch(async (cause: unknown) => {
      if (!(await isOurs(folder))) throw cause;
    });
  } finally {
    await rm(aside, {recursive: true, force: true});
  }
}

function fontConfig(folder: string): string {
  const places = [join(folder, "fonts"), "/usr/share/fonts", "/usr/local/share/fonts"];
  const dirs = places.map((place) => `<dir>${place.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</dir>`).join("");
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}<cachedir>${folder}/cache</cachedir></fontconfig>`;
}

async function unbrotli(path: string): Promise<Buffer> {
  return promisify(brotliDecompress)(await readFile(path));
}

/** Files, folders and links of a tar archive (POSIX ustar); names that lead out of `folder` are left out. */
async function untar(archive: Buffer, folder: string): Promise<void> {
  const text = (start: number, length: number): string =>
    archive.toString("latin1", start, start + length).split("\0")[0]!;
  for (let at = 0; at + 512 <= archive.length && archive[at] !== 0; ) {
    const size = Number.parseInt(text(at + 124, 12).trim() || "0", 8);
    const name = normalize(join(text(at + 345, 155), text(at, 100)));
    const kind = text(at + 156, 1);
    const target = join(folder, name);
    if (!name.startsWith("..")) {
      await mkdir(kind === "5" ? target : dirname(target), {recursive: true});
      if (kind === "2") await symlink(text(at + 157, 100), target);
      else if (kind === "0" || kind === "")
        await writeFile(target, archive.subarray(at + 512, at + 512 + size), {mode: 0o755});
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
