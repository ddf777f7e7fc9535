import {readFile} from "node:fs/promises";
import {extname, join} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError, readText} from "../../core/files.js";

/** A project's own looks, laid over the theme. */
export interface Brand {
  /** Style rules that stand last. */
  readonly css?: string;
  /** A picture as a data URI. */
  readonly logo?: string;
}

/** Where a project's looks are; paths from `folder`. */
export interface BrandFiles {
  /** A style sheet; defaults to `brand.css`, which may be missing. */
  readonly brand?: string | undefined;
  /** An SVG, PNG, JPEG or WebP. */
  readonly logo?: string | undefined;
}

/**
 * Reads a project's style sheet and logo from the folder of its report.json.
 * @throws LookbookError `missing-file` for a named file that is not there; `bad-config` for a style sheet that would fetch something
 * and for a logo that is no picture, naming file and line
 */
export async function readBrand(folder: string, {brand, logo}: BrandFiles): Promise<Brand> {
  const css = await readSheet(join(folder, brand ?? "brand.css"), brand !== undefined);
  const picture = logo === undefined ? undefined : await readLogo(join(folder, logo));
  return {...(css !== undefined && {css}), ...(picture !== undefined && {logo: picture})};
}

async function readSheet(path: string, wanted: boolean): Promise<string | undefined> {
  try {
    const css = await readText(path, "style sheet");
    assertSelfContained(css, path);
    return css;
  } catch (cause) {
    if (!wanted && cause instanceof LookbookError && cause.code === "missing-file") return undefined;
    throw cause;
  }
}

/** @throws LookbookError `bad-config` where a style sheet names anything that is not inside itself */
export function assertSelfContained(css: string, path: string): void {
  // Comments keep their lines; an escaped letter (\75rl) is read as the letter it stands for.
  const plain = css
    .replaceAll(/\/\*[\s\S]*?(?:\*\/|$)/g, (comment) => comment.replaceAll(/[^\n]/g, " "))
    .replaceAll(/\\([0-9a-f]{1,6})[ \t]?/gi, (_, code: string) => character(Number.parseInt(code, 16)))
    .replaceAll(/\\(?=[a-z@(])/gi, "");
  const found =
    /@import\b[^;\n]*|(?:url|src|image-set|image|cross-fade)\(\s*(?:["'](?!data:)|(?!["']|data:|#)[^\s)])[^)\n]*/i.exec(
      plain,
    );
  if (found === null) return;
  const line = plain.slice(0, found.index).split("\n").length;
  throw new LookbookError(
    "bad-config",
    `${path}, line ${line}: "${found[0].trim().slice(0, 60)}" would be fetched, and a report fetches nothing; ` +
      "write the rules into this file, and pictures and fonts as data: addresses",
  );
}

function character(code: number): string {
  return code === 10 || code > 0x10ffff ? " " : String.fromCodePoint(code);
}

async function readLogo(path: string): Promise<string> {
  const mime = types[extname(path).toLowerCase()];
  if (mime === undefined) {
    throw new LookbookError("bad-config", `"logo" must be an SVG, PNG, JPEG or WebP, got ${path}`);
  }
  try {
    return `data:${mime};base64,${(await readFile(path)).toString("base64")}`;
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") throw new LookbookError("missing-file", `logo ${path} does not exist`, {cause});
    throw diskError("read", path, cause);
  }
}

const types: Readonly<Record<string, string>> = {
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
};
