/** One colour a class, in class order: Paul Tol's "muted" scheme, told apart by the colour-blind (https://personal.sron.nl/~pault/). */
export const classColours: readonly string[] = [
  "#332288",
  "#88ccee",
  "#44aa99",
  "#117733",
  "#999933",
  "#ddcc77",
  "#cc6677",
  "#882255",
  "#aa4499",
  "#888888",
];

/** Colours of things that are compared: first, second, third model. */
export const seriesColours: readonly string[] = ["#332288", "#cc6677", "#44aa99", "#ddcc77", "#882255"];

/** White to deep blue, for counts; dark text is readable on its lower half, white on its upper. */
export const sequentialScale: readonly (readonly [number, string])[] = [
  [0, "#ffffff"],
  [0.25, "#d3dcee"],
  [0.5, "#93a9d3"],
  [0.75, "#5069ae"],
  [1, "#332288"],
];

/** Layout that every figure starts from in Jupyter; the report brings its own fonts and colours. */
export const plotTheme: Readonly<Record<string, unknown>> = {
  margin: {l: 60, r: 20, t: 20, b: 50},
  font: {family: "system-ui, sans-serif", size: 13},
  colorway: seriesColours,
  paper_bgcolor: "rgba(0,0,0,0)",
  plot_bgcolor: "rgba(0,0,0,0)",
};
