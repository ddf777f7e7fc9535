import {readdir, readFile, stat} from "node:fs/promises";
import {join, relative, sep} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {sha256File} from "../../core/hash.js";
import type {RenderedReport} from "../render/input.js";
import type {PrintedPdf} from "../render/pdf/printPdf.js";

/** What a build noted of the report that it left in a folder. */
export interface BoundNote {
  /** Of all that the report was made from. */
  readonly key: string;
  /** SHA-256 of each file. */
  readonly files: Readonly<Record<string, string>>;
  readonly report: BoundReport;
  /** Undefined where there is no PDF. */
  readonly print?: Print | undefined;
}

/** What is known of a report beside its page. */
export type BoundReport = Omit<RenderedReport, "html">;

/** How a PDF was made. */
export interface Print {
  /** Of the page, the metadata and the code that printed it. */
  readonly key: string;
  /** Of the file. */
  readonly sha256: string;
  readonly browser: BrowserFile;
  readonly pdf: PrintedPdf;
}

/** The program that printed: a newer version in its place has other times or another size. */
export interface BrowserFile {
  readonly path: string;
  readonly size: number;
  readonly time: number;
}

/** @returns undefined where there is no note, or none of this version */
export async function readNote(path: string): Promise<BoundNote | undefined> {
  try {
    const note = JSON.parse(await readFile(path, "utf8")) as BoundNote;
    return typeof note.key === "string" && note.report !== undefined && note.files !== undefined ? note : undefined;
  } catch {
    return undefined;
  }
}

export async function writeNote(path: string, note: BoundNote): Promise<void> {
  await writeAtomic(path, JSON.stringify(note));
}

/** SHA-256 of each file below a folder, by its path there. */
export async function filesIn(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const named = paths.map(async (path) => [relative(folder, path).split(sep).join("/"), await sha256File(path)]);
  return Object.fromEntries(await Promise.all(named));
}

/** Whether files lie in a folder as they were written. */
export async function areIntact(folder: string, files: Readonly<Record<string, string>>): Promise<boolean> {
  const checks = Object.entries(files).map(
    async ([path, sha256]) => (await sha256File(join(folder, path)).catch(() => "")) === sha256,
  );
  return (await Promise.all(checks)).every(Boolean);
}

/** @returns undefined where there is no such file */
export async function browserFile(path: string): Promise<BrowserFile | undefined> {
  return stat(path).then(
    ({size, mtimeMs}) => ({path, size, time: mtimeMs}),
    () => undefined,
  );
}

/** Whether the browser that printed is there unchanged, and no other is asked for. */
export async function isSameBrowser({path, size, time}: BrowserFile, env: NodeJS.ProcessEnv): Promise<boolean> {
  const asked = env["PUPPETEER_EXECUTABLE_PATH"];
  const now = await browserFile(path);
  return now?.size === size && now.time === time && (asked === undefined || asked === path);
}
