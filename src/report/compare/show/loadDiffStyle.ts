import {join} from "node:path";
import {readText} from "../../../core/files.js";
import {libraryRoot} from "../../../core/paths.js";
import {loadTheme} from "../../render/theme.js";

/** The style sheets of the page of differences, from the package's own folder: colours and fonts are the report's. */
export async function loadDiffStyle(): Promise<string> {
  const folder = join(libraryRoot(), "report", "theme");
  const sheets = ["tokens.css", "diff.css"].map((name) => readText(join(folder, name), "theme file"));
  return [...(await fontsOfFigures()), ...(await Promise.all(sheets))].join("\n");
}

/** Figures are laid out with the widths of this font. */
async function fontsOfFigures(): Promise<string[]> {
  const {fonts} = await loadTheme();
  const latin = fonts.filter(({ranges}) => ranges.some(([low, high]) => low <= 65 && 65 <= high));
  return latin.map(({css}) => css).filter((css) => css.includes('"Source Sans 3"'));
}
