import {join} from "node:path";
import {readText} from "../../../core/files.js";
import {libraryRoot} from "../../../core/paths.js";
import {heatSteps} from "../../render/figure/colour/scale.js";
import type {Theme} from "../../render/theme.js";

/** What every deck carries inside itself. */
export type DeckTheme = Pick<Theme, "css" | "fonts" | "mathCss" | "script" | "plotly" | "brand">;

/** Style sheets of the report that slides share, in the order of the cascade; the last is their own. */
const sheets = ["tokens.css", "screen.css", "prose.css", "code.css", "figures.css", "slides.css"];

/** The report's theme with a deck's own sheets and script. @throws LookbookError `missing-file` */
export async function deckTheme(theme: Theme): Promise<DeckTheme> {
  const read = (name: string): Promise<string> => readText(join(libraryRoot(), "report", "theme", name), "theme file");
  const [script, ...css] = await Promise.all(["slides.js", ...sheets].map(read));
  const {fonts, mathCss, plotly, brand} = theme;
  return {css: `${css.join("\n")}\n${heatSteps()}`, fonts, mathCss, plotly, script: script!, ...(brand && {brand})};
}
