import {capital} from "../../../core/capital.js";
import {Html, html, lines} from "../../../core/html.js";
import type {ChapterChange, ReportDiff, SentenceChange} from "../diff/reportDiff.js";
import type {PageDifference} from "../page/pageDifference.js";
import {claimTable, factTable, part, valueTable} from "./changeTables.js";
import {figureSection} from "./figureSection.js";
import {counted} from "./plain.js";
import {summaryOf} from "./summary.js";
import {inserted, wordsOf} from "./words.js";

/**
 * A difference as a page of its own, figures side by side. It runs no script and fetches nothing: what a report's figures carry can do
 * no harm in it.
 * @param css style sheets; see `loadDiffStyle`
 */
export function diffPage(diff: ReportDiff, css: string): string {
  const sections = [
    claimTable(diff),
    valueTable(diff),
    part("figures", "Figures and tables", diff.figures.map(figureSection)),
    part("prose", "Prose", diff.prose.map(prose)),
    factTable(diff),
    diff.elsewhere && elsewhere(diff.elsewhere),
    diff.notes.length > 0 &&
      part(
        "notes",
        "Not compared",
        diff.notes.map((note) => html`<p>${note}</p>`),
      ),
  ].filter((section) => section instanceof Html);
  const policy =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${diff.old} → ${diff.new}</title>
<style>
${new Html(css.replaceAll("</", "<\\/"))}
</style>
</head>
<body>
<header>
<h1>What changed</h1>
<p class="names"><span class="side">${diff.old}</span> → <span class="side">${diff.new}</span></p>
<p class="summary">${capital(summaryOf(diff))}.</p>
${navigation(diff)}
</header>
<main>
${lines(sections)}
</main>
</body>
</html>
`.markup;
}

function navigation({claims, values, figures, prose, provenance}: ReportDiff): Html | undefined {
  const entries = [
    ["claims", "Claims", claims.length],
    ["values", "Values", values.length],
    ["figures", "Figures and tables", figures.length],
    ["prose", "Prose", prose.length],
    ["provenance", "Provenance", provenance.length],
  ] as const;
  const links = entries.filter(([, , count]) => count > 0);
  if (links.length < 2) return undefined;
  return html`<nav aria-label="Contents"><ul>${links.map(([id, title, count]) => html`<li><a href="#${id}">${title} <span class="count">${count}</span></a></li>`)}</ul></nav>`;
}

function prose({chapter, kind, title, sentences, valuesOnly}: ChapterChange): Html {
  const head = title.new ?? title.old ?? chapter;
  const note = kind !== "changed" && html`<p class="note">The whole chapter is ${kind}.</p>`;
  const others =
    valuesOnly > 0 && html`<p class="note">${counted(valuesOnly, "sentence")} with other values or numbers alone.</p>`;
  return html`<article class="prose"><h3>${head} <code>${chapter}</code></h3>${note}
${sentences.map(sentence)}${others}</article>`;
}

function sentence({old, new: now, words}: SentenceChange): Html {
  if (now === undefined) return html`<p><del>${old}</del></p>`;
  return html`<p>${old === undefined ? inserted(now) : wordsOf(words)}</p>`;
}

function elsewhere({bytes, where, old, new: now}: PageDifference): Html | undefined {
  const body = html`<p>The pages differ from byte ${bytes.start} on, in ${where}.</p>
<p><code><del>${old}</del></code></p>
<p><code><ins>${now}</ins></code></p>`;
  return part("elsewhere", "Elsewhere", [body]);
}
