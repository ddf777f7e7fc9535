import {join, relative, sep} from "node:path";
import {CodeGraph} from "../../core/codeGraph.js";
import {hashOf, sha256} from "../../core/hash.js";
import {libraryRoot} from "../../core/paths.js";
import {LockFile} from "../notebook/lockFile.js";
import type {ReportInput} from "../render/input.js";

/** SHA-256 of all that the files of a report follow from: what is rendered, and the code that renders and prints it. */
export function reportKey(input: ReportInput, more: Readonly<Record<string, unknown>>): string {
  return sha256(JSON.stringify([input, more, renderCode()]));
}

/** Hash of the modules that make a report, with the versions of the packages they use. */
export function renderCode(): string {
  const root = libraryRoot();
  const dist = join(root, "dist");
  const entries = ["render/report.js", "render/pdf/printPdf.js", "build/bind.js"];
  const reached = new CodeGraph(dist).reach(entries.map((entry) => join(dist, "report", entry)));
  const files = [...reached].map(([path, file]) => [relative(dist, path).split(sep).join("/"), file.sha256]);
  const packages = new Map([...reached.values()].flatMap((file) => file.packages.map((name) => [name, root])));
  return hashOf([files.sort(), new LockFile(root).versions(packages), process.version]);
}
