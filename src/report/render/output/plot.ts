import {Html, html} from "../../../core/html.js";

/** What is needed to draw a Plotly figure. */
export interface Plot {
  /** Id of the element; names the figure in messages. */
  readonly id: string;
  readonly alt: string;
  readonly data: unknown;
  readonly layout: unknown;
  /** CSS pixels; defaults to 360. */
  readonly height?: number;
}

/** A place for a figure and, beside it, what the page's script draws there. */
export function renderPlot({id, alt, data, layout, height = 360}: Plot): Html {
  const space = `height:${Math.round(height)}px`;
  return html`<div class="plot" role="img" aria-label="${alt}" data-plot="${id}" style="${space}"></div><script type="application/json">${embedJson({data, layout})}</script>`;
}

/** JSON inside a script element; no value can close it. */
function embedJson(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll("<", "\\u003c"));
}
