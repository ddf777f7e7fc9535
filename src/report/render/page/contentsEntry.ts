import {Html, html} from "../../../core/html.js";

/** A line of the contents or of a list: number, title, and room for the page's number. */
export function contentsEntry(anchor: string, number: string | undefined, title: Html): Html {
  return html`<a href="#${anchor}"><span class="number">${number}</span><span class="title">${withoutLinks(title)}</span><span class="page" data-page-of="${anchor}"></span></a>`;
}

/** A link cannot hold another: a title's live values and references stand here as text. */
function withoutLinks({markup}: Html): Html {
  return new Html(markup.replaceAll(/<\/?a\b[^>]*>/g, ""));
}
