import {join} from "node:path";
import {readText} from "../../../core/files.js";
import {libraryRoot} from "../../../core/paths.js";

/** The style sheets of the page of differences, from the package's own folder: colours and fonts are the report's. */
export async function loadDiffStyle(): Promise<string> {
  const folder = join(libraryRoot(), "report", "theme");
  const sheets = await Promise.all(
    ["tokens.css", "diff.css"].map((name) => readText(join(folder, name), "theme file")),
  );
  return sheets.join("\n");
}
