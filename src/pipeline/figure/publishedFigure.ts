import type {PlotPayload} from "../../core/payload.js";
import type {PublishedNetwork} from "../model/publishedNetworks.js";
import {seriesColours} from "./theme.js";

/** Options for {@link publishedFigure}. */
export interface PublishedFigureOptions {
  /** Title of the network that was taken, perhaps with more behind its name; it gets a colour of its own. */
  readonly chosen: string;
  /** Defaults to `backbones`. */
  readonly id?: string;
}

/** Published networks: accuracy against work, the area of a dot by the number of parameters. */
export function publishedFigure(
  networks: readonly PublishedNetwork[],
  {chosen, id = "backbones"}: PublishedFigureOptions,
): PlotPayload {
  const most = networks.reduce((a, b) => (b.multiplyAdds > a.multiplyAdds ? b : a));
  const described = networks.map((network) => `${network.name} ${percent(network)} with ${costOf(network)}`);
  return {
    kind: "plot",
    id,
    caption: `Networks for ImageNet as their papers describe them, none of it computed here: accuracy on its validation pictures against multiply-adds for one picture of 224 x 224, on a logarithmic axis; the area of a dot is the number of parameters, below each name with the size of 32-bit weights.`,
    alt: `One dot a network. ${described.join("; ")}.`,
    height: 380,
    data: networks.map((network) => ({
      type: "scatter",
      mode: "markers+text",
      x: [network.multiplyAdds / 1e9],
      y: [network.accuracy],
      text: [`${network.name}<br>${sizeOf(network)}`],
      textposition: network === most ? "middle left" : "middle right",
      marker: {
        size: 9 * Math.sqrt(network.parameters / 1e6),
        opacity: 0.85,
        color: chosen.startsWith(network.name) ? seriesColours[1] : seriesColours[0],
      },
      hovertemplate: `${network.name}: ${percent(network)}, ${costOf(network)}<extra></extra>`,
    })),
    layout: {
      showlegend: false,
      xaxis: {
        type: "log",
        title: {text: "multiply-adds a picture (billions)"},
        range: [-0.75, 0.9],
        tickvals: ticks,
        ticktext: ticks.map(String),
      },
      yaxis: {title: {text: "accuracy on ImageNet"}, tickformat: ".0%", range: [0.705, 0.8], automargin: true},
    },
  };
}

/** Billions of multiply-adds. */
const ticks = [0.2, 0.5, 1, 2, 5];

function percent({accuracy}: PublishedNetwork): string {
  return `${(100 * accuracy).toFixed(1)} %`;
}

function sizeOf({parameters}: PublishedNetwork): string {
  return `${parameters / 1e6} M, ${Math.round((4 * parameters) / 1e6)} MB`;
}

function costOf(network: PublishedNetwork): string {
  return `${network.multiplyAdds / 1e9} billion multiply-adds and ${network.parameters / 1e6} million parameters`;
}
