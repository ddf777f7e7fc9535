import {execFile} from "node:child_process";
import {readFile, stat} from "node:fs/promises";
import {basename, dirname, join, resolve} from "node:path";
import {promisify} from "node:util";
import {LookbookError, messageOf, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import type {ReportDigests} from "../build/digests.js";
import {readPage} from "./page/readPage.js";
import type {ReadReport} from "./report.js";

/** Where a report may lie. */
export interface ReportPlaces {
  /** Folder that relative paths start at. */
  readonly folder: string;
  /** Root of the project, whose git history revisions are looked up in. */
  readonly root: string;
}

/**
 * Reads a report.
 * @param place a folder with `report.html` or `values.json`, a page, or a git revision of `report/released`, such as `HEAD~1`
 * @throws LookbookError `missing-file` where there is no report, `bad-file` for a damaged one
 */
export async function readReport(place: string, {folder, root}: ReportPlaces): Promise<ReadReport> {
  const path = resolve(folder, place);
  const kind = await stat(path).catch(() => undefined);
  if (kind?.isDirectory()) return read(place, (name) => readIfThere(join(path, name)));
  if (kind) {
    return read(place, (name) => readIfThere(name === "report.html" ? path : join(dirname(path), name)));
  }
  await assertRevision(place, root);
  return read(place, (name) => readFromGit(root, `${place}:./report/released/${name}`));
}

type ReadFile = (name: string) => Promise<Uint8Array | undefined>;

async function read(name: string, readNamed: ReadFile): Promise<ReadReport> {
  const [html, content, values, digestFile, pdf] = await Promise.all(
    ["report.html", "content.html", "values.json", "digests.json", "report.pdf"].map(readNamed),
  );
  const page = html ?? content;
  if (page === undefined && values === undefined) {
    throw new LookbookError("missing-file", `${name} holds no report: neither report.html nor values.json is there`);
  }
  const parsed = values && (parse(values, `${name}, values.json`) as Partial<ReadReport>);
  const digests = digestFile && (parse(digestFile, `${name}, digests.json`) as ReportDigests);
  const listed = Object.keys(digests?.files ?? {}).filter((file) => file !== "report.html" && file !== "values.json");
  const others = await Promise.all(listed.map(async (file) => [file, await readNamed(file)] as const));
  return {
    name,
    values: parsed?.values,
    claims: parsed?.claims,
    provenance: parsed?.provenance,
    digests,
    files: Object.fromEntries(
      [["report.html", html] as const, ["values.json", values] as const, ...others].flatMap(([file, bytes]) =>
        bytes ? [[file, sha256(bytes)]] : [],
      ),
    ),
    html,
    page: page && readPage(Buffer.from(page).toString("utf8")),
    pdf,
  };
}

function parse(bytes: Uint8Array, what: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"));
  } catch (cause) {
    throw new LookbookError("bad-file", `${what} is not JSON: ${messageOf(cause)}`, {cause});
  }
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (systemCode(cause) === "ENOENT" || systemCode(cause) === "ENOTDIR") return undefined;
    throw diskError("read", path, cause);
  }
}

async function assertRevision(place: string, root: string): Promise<void> {
  const hash = await git(root, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${place}^{commit}`]);
  if (hash !== undefined) return;
  throw new LookbookError(
    "missing-file",
    `no report at ${place}: there is neither such a folder or page, nor such a git revision in ${basename(root)}`,
  );
}

async function readFromGit(root: string, object: string): Promise<Uint8Array | undefined> {
  return git(root, ["show", object]);
}

function git(root: string, args: readonly string[]): Promise<Uint8Array | undefined> {
  const options = {encoding: "buffer", maxBuffer: 2 ** 28} as const;
  return promisify(execFile)("git", ["-C", root, ...args], options).then(
    ({stdout}) => stdout,
    () => undefined,
  );
}
