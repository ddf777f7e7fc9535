// Writes src/report/render/figure/text/advances.ts: how wide each character of the figures' font is. Run it when the font's
// package is updated; a test compares the file with the font.
import {writeFile} from "node:fs/promises";
import {createRequire} from "node:module";
import * as fontkit from "fontkit";

const require = createRequire(import.meta.url);
const subsets = ["latin", "latin-ext", "greek", "cyrillic"];

/** Code point to advance width in thousandths of an em, over all subsets of a weight. */
export function advancesOf(weight) {
  const widths = new Map();
  for (const subset of subsets) {
    const path = require.resolve(`@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff2`);
    const font = fontkit.openSync(path);
    for (const code of font.characterSet) {
      if (code < 32 || (code >= 0xd800 && code < 0xe000) || code > 0xffff || widths.has(code)) continue;
      widths.set(code, Math.round((1000 * font.glyphForCodePoint(code).advanceWidth) / font.unitsPerEm));
    }
  }
  return new Map([...widths].sort(([a], [b]) => a - b));
}

/** Runs of neighbouring characters: the first one's code in hexadecimal, a colon, the widths in base 36. */
export function encoded(widths) {
  let text = "";
  let last;
  for (const [code, width] of widths) {
    text += code === last + 1 ? ` ${width.toString(36)}` : `${text && ","}${code.toString(16)}:${width.toString(36)}`;
    last = code;
  }
  return text;
}

const wrapped = (text) => text.match(/.{1,110}/g).map((part) => `  ${JSON.stringify(part)}`);
const constant = (name, weight) =>
  `export const ${name}: string = [\n${wrapped(encoded(advancesOf(weight))).join(",\n")},\n].join("");\n`;

if (process.argv[1]?.endsWith("metrics.mjs")) {
  const head = `/**
 * Advance widths of Source Sans 3, in thousandths of an em: runs of neighbouring characters, each the first one's code in
 * hexadecimal, a colon, and the widths in base 36. Written by \`node report/theme/metrics.mjs\` from the font that reports carry.
 */
`;
  const target = new URL("../../src/report/render/figure/text/advances.ts", import.meta.url);
  await writeFile(
    target,
    `${head}${constant("regular", 400)}\n/** The same of the semibold. */\n${constant("semibold", 600)}`,
  );
}
