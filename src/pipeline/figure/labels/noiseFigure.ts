import type {PlotPayload} from "../../../core/payload.js";
import type {LabelNoise} from "../../evaluation/labels/labelNoise.js";
import {sequentialScale} from "../theme.js";

/** Options for {@link noiseFigure}. */
export interface NoiseFigureOptions {
  readonly id?: string;
  readonly classNames: readonly string[];
  /** What the labels are those of, for the caption: `training pictures`. */
  readonly of: string;
}

/** Heat map of given labels against what the pictures are estimated to show; right labels are left out. */
export function noiseFigure(
  {joint, pairs, count}: LabelNoise,
  {id = "label-noise", classNames, of}: NoiseFigureOptions,
): PlotPayload {
  const [worst] = pairs;
  const shares = joint.map((row, given) => {
    const total = row.reduce((a, b) => a + b, 0);
    return row.map((n, actual) => (given === actual || total === 0 ? null : n / total));
  });
  const finding = worst
    ? `The most for one pair: about ${Math.round(worst.expected).toLocaleString("en-US")} labelled ${worst.givenName} that show ${worst.actualName}.`
    : "No label is contradicted.";
  return {
    kind: "plot",
    id,
    caption: `How many labels of each class are estimated to belong to another, among ${count.toLocaleString("en-US")} ${of}; the colour is their share of the labels of that class. ${finding}`,
    alt: `Matrix of estimated wrong labels between ${classNames.length} classes, right ones left out. ${finding}`,
    height: 520,
    data: [
      {
        type: "heatmap",
        x: classNames,
        y: classNames,
        z: shares,
        zmin: 0,
        zmax: Math.max(0.001, ...shares.flat().map((share) => share ?? 0)),
        text: joint.map((row, given) =>
          row.map((n, actual) => (given === actual || n < 0.5 ? "" : String(Math.round(n)))),
        ),
        texttemplate: "%{text}",
        hovertemplate: "labelled %{y}<br>shows %{x}<br>%{text} labels, %{z:.2%}<extra></extra>",
        colorscale: sequentialScale,
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: {
        title: {text: "what the picture shows, by the estimate"},
        tickangle: -40,
        automargin: true,
        constrain: "domain",
      },
      yaxis: {title: {text: "label"}, autorange: "reversed", automargin: true},
    },
  };
}
