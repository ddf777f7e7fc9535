import type {Theme} from "../../../src/report/render/theme.js";

/** A theme of a few words, for tests that look at the page's own markup. */
export const bareTheme: Theme = {
  css: "p{}",
  fonts: [],
  boot: "",
  mathCss: ".katex{}",
  script: "void 0",
  plotly: "var Plotly",
  renderer: "void 1",
};
