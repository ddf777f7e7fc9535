// Writes dist/vendor/: Plotly, minified, and the renderer of figures as one script for the page.
import {fileURLToPath} from "node:url";
import {build} from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));
const common = {minify: true, legalComments: "none", logLevel: "error"};

await build({
  ...common,
  entryPoints: [`${root}node_modules/plotly.js-dist/plotly.js`],
  outfile: `${root}dist/vendor/plotly.min.js`,
});
await build({
  ...common,
  entryPoints: [`${root}src/report/render/figure/browser.ts`],
  outfile: `${root}dist/vendor/figure.js`,
  bundle: true,
  format: "iife",
  globalName: "lookbookDraw",
  target: "es2022",
});
