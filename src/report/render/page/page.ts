import {Html, html, lines} from "../../../core/html.js";
import type {Strings} from "../strings.js";
import type {Theme} from "../theme.js";
import {renderBar, renderDialogs} from "./controls.js";
import {facesFor, inScript, inStyle, policyFor} from "./embed.js";

/** The parts of a whole page. */
export interface Page {
  readonly language: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly description?: string | undefined;
  /** Style rules of this report alone. */
  readonly pageBoxes: string;
  readonly notices: readonly string[];
  readonly cover: Html;
  readonly contents: Html;
  readonly main: Html;
  /** What scripts are told. */
  readonly data: Html;
  readonly strings: Strings;
}

/** Puts a page together: one file that fetches nothing, and that runs no script but its own. */
export function renderPage(page: Page, theme: Theme): string {
  const {language, title, authors, description, notices, cover, contents, main, data, strings} = page;
  const body = html`<a class="skip" href="#content">${strings.page.skip}</a>
${renderBar({title, logo: theme.brand?.logo, strings})}
${notices.length > 0 && html`<aside class="notices" aria-label="${strings.page.notice}">${notices.map((text) => html`<p>${text}</p>`)}</aside>`}
<div class="layout">
${cover}
${contents}
<main id="content" tabindex="-1">
${main}
</main>
</div>
${renderDialogs(strings)}`;
  const math = body.markup.includes('class="katex') ? theme.mathCss : "";
  const plots = body.markup.includes("data-plot=");
  const plotly = plots ? inScript(theme.plotly) : "";
  const scripts = [plots ? theme.renderer : "", theme.script].filter(Boolean).map(inScript);
  const boot = inScript(theme.boot);
  const meta = lines([
    html`<meta charset="utf-8">`,
    html`<meta http-equiv="Content-Security-Policy" content="${policyFor([boot, plotly, ...scripts].filter(Boolean))}">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta name="color-scheme" content="light dark">`,
    html`<title>${title}</title>`,
    ...authors.map((author) => html`<meta name="author" content="${author}">`),
    description === undefined ? undefined : html`<meta name="description" content="${description}">`,
    html`<meta name="generator" content="Lookbook">`,
    boot === "" ? undefined : new Html(`<script>${boot}</script>`),
  ]);
  const fonts = facesFor(body.markup + title, theme.fonts).join("\n");
  const styles = new Html(
    [fonts, math, theme.css, page.pageBoxes, theme.brand?.css ?? ""].filter(Boolean).map(inStyle).join("\n"),
  );
  // Plotly is text until a reader works with a figure: the page opens without it.
  const asleep = plots ? `<script type="text/plain" id="plotly">${plotly}</script>\n` : "";
  const code = new Html(asleep + scripts.map((script) => `<script>${script}</script>`).join("\n"));
  return html`<!doctype html>
<html lang="${language}">
<head>
${meta}
${styles}
</head>
<body id="top">
${body}
${data}
${code}
</body>
</html>
`.markup;
}
