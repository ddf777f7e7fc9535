import {createHash} from "node:crypto";
import {Html, html, lines} from "../../../core/html.js";
import type {Theme} from "../theme.js";

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
}

/** Puts a page together: one file that fetches nothing, and that runs no script but its own. */
export function renderPage(page: Page, theme: Theme): string {
  const {language, title, authors, description, notices, cover, contents, main} = page;
  const body = html`<a class="skip" href="#content">Skip to the text</a>
${notices.length > 0 && html`<div class="notices" role="note" aria-label="Notice">${notices.map((text) => html`<p>${text}</p>`)}</div>`}
<div class="layout">
${cover}
${contents}
<main id="content" tabindex="-1">
${main}
</main>
</div>
<button class="theme-toggle" type="button" aria-label="Switch between light and dark">◐</button>`;
  const math = body.markup.includes('class="katex') ? theme.mathCss : "";
  const scripts = [body.markup.includes("data-plot=") ? theme.plotly : "", theme.script].filter(Boolean).map(inScript);
  const meta = lines([
    html`<meta charset="utf-8">`,
    html`<meta http-equiv="Content-Security-Policy" content="${policyFor(scripts)}">`,
    html`<meta name="viewport" content="width=device-width, initial-scale=1">`,
    html`<meta name="color-scheme" content="light dark">`,
    html`<title>${title}</title>`,
    ...authors.map((author) => html`<meta name="author" content="${author}">`),
    description === undefined ? undefined : html`<meta name="description" content="${description}">`,
    html`<meta name="generator" content="Lookbook">`,
  ]);
  const fonts = facesFor(body.markup + title, theme.fonts).join("\n");
  const styles = new Html([fonts, math, theme.css, page.pageBoxes].filter(Boolean).map(inStyle).join("\n"));
  const code = new Html(scripts.map((script) => `<script>${script}</script>`).join("\n"));
  return html`<!doctype html>
<html lang="${language}">
<head>
${meta}
${styles}
</head>
<body>
${body}
${code}
</body>
</html>
`.markup;
}

/** The faces with a character that the page uses. */
function facesFor(markup: string, faces: Theme["fonts"]): string[] {
  const used = new Set([...markup].map((char) => char.codePointAt(0)!));
  const needed = faces.filter(({ranges}) =>
    [...used].some((code) => ranges.some(([first, last]) => code >= first && code <= last)),
  );
  return needed.map(({css}) => css);
}

/** Only the page's own scripts run, by their hashes, and nothing is fetched: a second wall behind the escaping. */
function policyFor(scripts: readonly string[]): string {
  const hashes = scripts.map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`);
  return [
    "default-src 'none'",
    `script-src ${hashes.join(" ") || "'none'"}`,
    "style-src 'unsafe-inline'",
    "img-src data: blob:",
    "font-src data:",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

function inStyle(css: string): string {
  return `<style>\n${css.replaceAll("</", "<\\/")}\n</style>`;
}

/** A script that an element can hold: its strings may say `</script`, which would end it. */
function inScript(script: string): string {
  return script.replaceAll(/<\/(script)/gi, "<\\/$1").replaceAll("<!--", "<\\!--");
}
