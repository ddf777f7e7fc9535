import {Html, html} from "../../../core/html.js";
import type {PlotPayload} from "../../../core/payload.js";
import {drawFigure} from "../figure/drawFigure.js";
import type {Strings} from "../strings.js";

/** What is needed to draw a Plotly figure. */
export interface Plot {
  /** Id of the element; names the figure in messages. */
  readonly id: string;
  readonly alt: string;
  readonly data: unknown;
  readonly layout: unknown;
  /** CSS pixels; defaults to 360. */
  readonly height?: number;
  /** Shown by the page's script beside the point under the pointer. */
  readonly hoverPictures?: PlotPayload["hoverPictures"];
}

/**
 * A figure, drawn, and beside it its specification, from which the page's script draws it anew or hands it to Plotly. What the
 * renderer cannot draw is an empty place that Plotly fills in the page.
 */
export function renderPlot({id, alt, data, layout, height = 360, hoverPictures}: Plot, strings: Strings): Html {
  const drawing = drawFigure({data, layout, height}, {thinnedNote: strings.script.pointsDrawn});
  const drawn = "svg" in drawing;
  const space = !drawn && html` style="height:${Math.round(height)}px"`;
  const inside = drawn && new Html(drawing.svg);
  return html`<div class="plot" role="img" aria-label="${alt}" data-plot="${id}"${space}>${inside}</div><script type="application/json">${embedJson({data, layout, height, hoverPictures})}</script>`;
}

/** JSON inside a script element; no value can close it. */
function embedJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll("<", "\\u003c"));
}
