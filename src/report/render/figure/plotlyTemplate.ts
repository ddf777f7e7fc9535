import type {Json} from "./spec/read.js";

/**
 * The looks of the page for a figure that Plotly draws.
 * @param resolve turns a colour of CSS into one that Plotly reads
 */
export function plotlyTemplate(resolve: (colour: string) => string): Json {
  const [ink, soft, grid, axis, paper] = ["ink", "soft", "plot-grid", "plot-axis", "paper"].map((name) =>
    resolve(`var(--${name})`),
  );
  const scale = ["low", "middle", "high"].map((name, i) => [i / 2, resolve(`var(--plot-${name})`)]);
  const font = {family: '"Source Sans 3", sans-serif', size: 13, color: ink};
  const axes = {
    automargin: true,
    gridcolor: grid,
    linecolor: axis,
    tickcolor: axis,
    zeroline: false,
    showline: true,
    ticks: "outside",
    ticklen: 4,
    ticklabelstandoff: 3,
    title: {standoff: 7, font: {...font, color: soft}},
    tickfont: {...font, size: 12, color: soft},
  };
  const bar = {
    thickness: 10,
    outlinewidth: 0,
    ticks: "outside",
    tickcolor: axis,
    tickfont: {...font, size: 11, color: soft},
  };
  return {
    layout: {
      font,
      paper_bgcolor: "rgba(0,0,0,0)",
      plot_bgcolor: "rgba(0,0,0,0)",
      colorway: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => resolve(`var(--plot-${i})`)),
      colorscale: {sequential: scale},
      coloraxis: {colorbar: bar},
      xaxis: axes,
      yaxis: axes,
      margin: {t: 16, r: 12, b: 44, l: 52},
      legend: {
        orientation: "h",
        x: 0,
        y: 1.02,
        yanchor: "bottom",
        font: {...font, color: soft},
        bgcolor: "rgba(0,0,0,0)",
      },
      hoverlabel: {font: {...font, color: ink}, bgcolor: paper, bordercolor: axis},
      bargap: 0.25,
      title: {font: {...font, size: 14}, x: 0, xanchor: "left"},
    },
    data: {
      heatmap: [{colorscale: scale, colorbar: bar, xgap: 1, ygap: 1}],
      histogram: [{marker: {line: {color: paper, width: 0.5}}}],
    },
  };
}
