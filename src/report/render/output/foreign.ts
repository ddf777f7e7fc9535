import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";

/**
 * HTML that a cell made by other means than this package. It is shown in a frame that runs no script, sends no form and, by
 * its policy, fetches nothing; the same origin lets the page measure its height.
 */
export function renderForeignHtml(markup: string, name: string): Html {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:`;
  const head = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}">`;
  const style =
    "<style>body{margin:0;font:15px/1.5 'Source Sans 3',sans-serif;color:#1f2328}table{border-collapse:collapse}td,th{padding:2px 8px}</style>";
  return html`<iframe class="foreign" title="${name}" sandbox="allow-same-origin" srcdoc="${head + style + markup}"></iframe>`;
}

/** A PNG, JPEG or GIF in base64. @throws LookbookError `bad-notebook` where it is none */
export function renderImage(mime: string, data: unknown, alt: string, place: Place): Html {
  const base64 = String(data).replaceAll(/\s/g, "");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) throw errorAt(place, "bad-notebook", `the ${mime} output is no base64`);
  return html`<img class="plain" src="data:${mime};base64,${base64}" alt="${alt}">`;
}

/** An SVG, as a picture: scripts in it do not run, and it stays vector in print. */
export function renderSvg(markup: string, alt: string): Html {
  const data = Buffer.from(markup, "utf8").toString("base64");
  return html`<img class="plain" src="data:image/svg+xml;base64,${data}" alt="${alt}">`;
}
