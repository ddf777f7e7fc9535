import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {dirname, join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readText} from "../../core/files.js";
import {libraryRoot} from "../../core/paths.js";
import type {Brand} from "./brand.js";
import {heatSteps} from "./figure/colour/scale.js";

/** The files that every report carries inside itself, read once. */
export interface Theme {
  /** Style sheets of the page. */
  readonly css: string;
  /** The fonts of text; a report carries those whose characters it uses. */
  readonly fonts: readonly FontFace[];
  /** KaTeX's style sheet and fonts; goes into a report with formulas. */
  readonly mathCss: string;
  /** What runs before the page is drawn. */
  readonly boot: string;
  /** The page's own script. */
  readonly script: string;
  /** Plotly, for readers who work with a figure; goes into a report with figures. */
  readonly plotly: string;
  /** The renderer of figures, for other widths than a screen's text; goes into a report with figures. */
  readonly renderer: string;
  /** A project's own looks. */
  readonly brand?: Brand;
}

/** One file of a font. */
export interface FontFace {
  /** A `@font-face` rule with the file as a data URI. */
  readonly css: string;
  /** First and last of the characters that the file is for. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Options for {@link loadTheme}. */
export interface ThemeOptions {
  /** Minified Plotly; defaults to the one that the package's build writes. */
  readonly plotlyPath?: string;
  /** What {@link readBrand} read of a project. */
  readonly brand?: Brand | undefined;
}

/**
 * Reads the theme from the package's own folder, wherever the project lies.
 * @throws LookbookError `missing-file` where the package was not built
 */
export async function loadTheme({plotlyPath, brand}: ThemeOptions = {}): Promise<Theme> {
  const root = libraryRoot();
  const themeFile = (name: string): Promise<string> => readText(join(root, "report", "theme", name), "theme file");
  const themeFiles = async (names: readonly string[]): Promise<string> =>
    (await Promise.all(names.map(themeFile))).join("\n");
  const [css, boot, script, fonts, mathCss, plotly, renderer] = await Promise.all([
    themeFiles(sheets),
    themeFile("screen/boot.js"),
    themeFiles(scripts),
    fontFaces(),
    katexCss(),
    readBuilt("Plotly's script", plotlyPath ?? join(root, "dist", "vendor", "plotly.min.js")),
    readBuilt("the renderer of figures", join(root, "dist", "vendor", "figure.js")),
  ]);
  return {css: `${css}\n${heatSteps()}`, fonts, mathCss, boot, script, plotly, renderer, ...(brand && {brand})};
}

/** In the order of the cascade: print after screen, so that it has the last word on paper. */
const sheets = [
  "tokens.css",
  "screen.css",
  "prose.css",
  "contents.css",
  "summary.css",
  "code.css",
  "controls.css",
  "figures.css",
  "print.css",
];

/** In the order they run: each part of the page's script stands on what the first one shares. */
const scripts = [
  "screen/start.js",
  "screen/colours.js",
  "screen/contents.js",
  "hoverPictures.js",
  "figures.js",
  "report.js",
  "screen/origins.js",
  "screen/pictures.js",
  "screen/tools.js",
  "screen/code.js",
  "screen/search.js",
  "screen/keys.js",
  "printLayout.js",
  "print.js",
];

/** Family, package and the faces that the style sheets use. */
const families: readonly (readonly [string, string, readonly string[]])[] = [
  ["Source Serif 4", "source-serif-4", ["400-normal", "400-italic", "600-normal"]],
  ["Source Sans 3", "source-sans-3", ["400-normal", "400-italic", "600-normal"]],
  ["JetBrains Mono", "jetbrains-mono", ["400-normal"]],
];

/** Characters of each subset, as their packages divide them. */
const subsets: Readonly<Record<string, string>> = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  "latin-ext": "U+0100-0130,U+0132-0151,U+0154-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C4,U+2113",
  greek: "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
  cyrillic: "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
};

/** Arrows and signs of mathematics in running text come from KaTeX's upright font. */
const symbols = "U+2190,U+2192,U+2194,U+21D2,U+2200,U+2203,U+2208,U+221E,U+2248,U+2260,U+2264-2265,U+22C5";

const require = createRequire(import.meta.url);

async function fontFaces(): Promise<FontFace[]> {
  const text = families.flatMap(([family, name, styles]) =>
    Object.entries(subsets).flatMap(([subset, range]) =>
      styles.map((face) =>
        fontFace(`"${family}"`, face, `@fontsource/${name}/files/${name}-${subset}-${face}.woff2`, range),
      ),
    ),
  );
  return Promise.all([
    ...text,
    fontFace("Symbols", "400-normal", "katex/dist/fonts/KaTeX_Main-Regular.woff2", symbols),
  ]);
}

async function fontFace(family: string, face: string, file: string, range: string): Promise<FontFace> {
  const [weight, style] = face.split("-");
  const src = await dataUri(require.resolve(file), "font/woff2");
  const css = `@font-face{font-family:${family};font-style:${style};font-weight:${weight};font-display:block;unicode-range:${range};src:url(${src}) format("woff2")}`;
  const ranges = range.split(",").map((part) => {
    const [first, last = first] = part.slice(2).split("-");
    return [Number.parseInt(first!, 16), Number.parseInt(last!, 16)] as const;
  });
  return {css, ranges};
}

/** KaTeX's style sheet with its fonts embedded, in the one format that every browser of today reads. */
async function katexCss(): Promise<string> {
  const path = require.resolve("katex/dist/katex.min.css");
  const css = await readFile(path, "utf8");
  const names = [...new Set([...css.matchAll(/url\((fonts\/[\w-]+\.woff2)\)/g)].map(([, name]) => name!))];
  const fonts = new Map<string, string>();
  for (const name of names) fonts.set(name, await dataUri(join(dirname(path), name), "font/woff2"));
  return css.replaceAll(
    /src:url\((fonts\/[\w-]+\.woff2)\)[^;}]*/g,
    (_, name: string) => `src:url(${fonts.get(name)}) format("woff2")`,
  );
}

async function dataUri(path: string, mime: string): Promise<string> {
  return `data:${mime};base64,${(await readFile(path)).toString("base64")}`;
}

async function readBuilt(what: string, path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    const remedy = "run `npm run build`, which writes it";
    throw new LookbookError("missing-file", `${what} ${path} cannot be read; ${remedy}`, {cause});
  }
}
