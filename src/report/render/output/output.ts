import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Payload} from "../../../core/payload.js";
import type {MimeBundle, Output} from "../../notebook/nbformat.js";
import {fill} from "../pageStrings.js";
import {renderCode} from "../prose/highlight.js";
import {parseProse, renderInline, renderProse} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";
import {renderFigureTools} from "./figureTools.js";
import {renderForeignHtml, renderImage, renderSvg} from "./foreign.js";
import {payloadOf} from "./payload.js";
import {renderPictures} from "./pictureGrid.js";
import {renderPlot} from "./plot.js";
import {renderError, renderStream} from "./stream.js";
import {intervalNote, renderTable} from "./table.js";

/** Draws one output of a cell; undefined where nothing is to be seen. `name` is unique in the report: `03-baseline-4-1`. */
export function renderOutput(output: Output, name: string, scope: Scope): Html | undefined {
  switch (output.output_type) {
    case "stream":
      return renderStream(output, scope.strings);
    case "error":
      return renderError(output);
    case "display_data":
    case "execute_result": {
      const payload = payloadOf(output, scope.place);
      return payload === undefined ? renderBundle(output.data, name, scope) : renderPayload(payload, scope);
    }
  }
}

function renderPayload(payload: Payload, scope: Scope): Html | undefined {
  switch (payload.kind) {
    case "values":
    case "claim":
    case "notice":
      return undefined;
    case "plot": {
      const {id, alt, data, layout, height, hoverPictures} = payload;
      const plot = renderPlot(
        {
          ...{id: `fig-${id}`, alt, data, layout},
          ...(height !== undefined && {height}),
          ...(hoverPictures && {hoverPictures}),
        },
        scope.strings,
      );
      return html`<figure class="figure" id="fig-${id}">${plot}${toolsOf("fig", payload, scope)}${captionOf("fig", payload, scope)}</figure>`;
    }
    case "pictures":
      return html`<figure class="figure" id="fig-${payload.id}">${renderPictures(payload, scope.place)}${toolsOf("fig", payload, scope)}${captionOf("fig", payload, scope)}</figure>`;
    case "table": {
      const {text} = scope.labels.find("tab", payload.id, scope.place);
      return html`<figure class="table${payload.rows.length > longTable && " long"}" id="tab-${payload.id}">${captionOf("tab", payload, scope, intervalNote(payload, scope.strings))}${renderTable(payload, text, scope)}${toolsOf("tab", payload, scope)}</figure>`;
    }
  }
}

/** A table of more rows may run over a page's end, with its head repeated; a shorter one stays whole. */
const longTable = 12;

function toolsOf(kind: "fig" | "tab", {id}: {id: string}, scope: Scope): Html {
  return renderFigureTools(`${kind}-${id}`, scope.labels.find(kind, id, scope.place).text, scope);
}

function captionOf(
  kind: "fig" | "tab",
  {id, caption}: {id: string; caption: string},
  scope: Scope,
  more?: string,
): Html {
  const {text} = scope.labels.find(kind, id, scope.place);
  const end = more === undefined ? undefined : ` ${more}`;
  return html`<figcaption><span class="label">${text}.</span> ${renderInline(caption, scope)}${end}</figcaption>`;
}

/** What `chapter` shows outside a build: Plotly, for Jupyter. */
const ownScript = '<script data-lookbook="library">';

function isOnlyScript(markup: string): boolean {
  return markup.replaceAll(/<script\b[^>]*>[\s\S]*?<\/script\s*>/gi, "").trim() === "";
}

/** The MIME types a page can show, best first. */
const preference = [
  "application/vnd.plotly.v1+json",
  "image/svg+xml",
  "image/png",
  "image/jpeg",
  "image/gif",
  "text/html",
  "text/markdown",
  "text/latex",
  "application/json",
  "text/plain",
] as const;

function renderBundle(bundle: MimeBundle, name: string, scope: Scope): Html | undefined {
  const mime = preference.find((type) => bundle[type] !== undefined);
  if (mime === undefined) {
    scope.warn(`an output of the type ${Object.keys(bundle).join(", ") || "(none)"} cannot be shown`);
    return undefined;
  }
  const data = bundle[mime];
  const {chapter, cell} = scope.place;
  const alt = fill(scope.strings.page.outputOf, {chapter, cell});
  switch (mime) {
    case "application/vnd.plotly.v1+json": {
      const {data: traces, layout} = data as {data: unknown; layout?: {title?: string | {text?: string}}};
      const title = typeof layout?.title === "object" ? layout.title.text : layout?.title;
      const plot = renderPlot({id: name, alt: title ?? alt, data: traces, layout: layout ?? {}}, scope.strings);
      return html`<figure class="figure">${plot}</figure>`;
    }
    case "image/svg+xml":
      return renderSvg(String(data), alt);
    case "image/png":
    case "image/jpeg":
    case "image/gif":
      return renderImage(mime, data, alt, scope.place);
    case "text/html":
      if (isOnlyScript(String(data))) {
        if (!String(data).startsWith(ownScript))
          scope.warn("an output of scripts alone is left out: scripts in outputs never run");
        return undefined;
      }
      return renderForeignHtml(String(data), alt);
    case "text/markdown":
      return html`<div class="markdown">${renderProse(parseProse(String(data), scope))}</div>`;
    case "text/latex":
      return html`<div class="markdown">${renderProse(parseProse(String(data), scope))}</div>`;
    case "application/json":
      return renderCode(JSON.stringify(data, null, 2), "json");
    case "text/plain":
      return renderStream({output_type: "stream", name: "stdout", text: String(data)}, scope.strings);
  }
}
