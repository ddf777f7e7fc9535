import {Html, html, lines} from "../../../core/html.js";
import type {ChapterChange, ReportDiff, SentenceChange} from "../diff/reportDiff.js";
import type {PageDifference} from "../page/pageDifference.js";
import {figureSection} from "./figureSection.js";
import {counted, plain, plainPair, signed} from "./plain.js";
import {outcomeOf, overlapOf, summaryOf} from "./summary.js";
import {inserted, wordsOf} from "./words.js";

/**
 * A difference as a page of its own, figures side by side. It runs no script and fetches nothing: what a report's figures carry can do
 * no harm in it.
 * @param css style sheets; see `loadDiffStyle`
 */
export function diffPage(diff: ReportDiff, css: string): string {
  const sections = [
    claims(diff),
    values(diff),
    part("figures", "Figures and tables", diff.figures.map(figureSection)),
    part("prose", "Prose", diff.prose.map(prose)),
    facts(diff),
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

function part(id: string, title: string, body: readonly Html[]): Html | undefined {
  if (body.length === 0) return undefined;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lines(body)}
</section>`;
}

function claims({claims: changes}: ReportDiff): Html | undefined {
  const rows = changes.map((claim) => {
    const {id, flipped, old, new: now} = claim;
    const tone = flipped ? (now?.outcome === "holds" ? "good" : "bad") : "";
    const statement = now?.statement ?? old?.statement;
    const place = now ?? old;
    return html`<tr><th scope="row"><code>${id}</code>${statement !== undefined && html`<span class="statement">${statement}</span>`}</th><td><span class="badge ${tone}">${outcomeOf(claim)}</span></td><td>${evidenceOf(old?.evidence)}</td><td>${evidenceOf(now?.evidence)}</td><td class="place">${place?.chapter}, cell ${place?.cell}</td></tr>`;
  });
  return part(
    "claims",
    "Claims",
    rows.length > 0 ? [table(["Claim", "Outcome", "Old evidence", "New evidence", "Where"], rows)] : [],
  );
}

function evidenceOf(evidence: unknown): string {
  if (typeof evidence !== "object" || evidence === null) return "–";
  const {method, pValue, interval, statistic} = evidence as Record<string, unknown>;
  const {name, value} = (statistic ?? {}) as Record<string, unknown>;
  const parts = [
    method,
    statistic !== undefined && `${String(name)} = ${plain(value)}`,
    pValue !== undefined && `p = ${plain(pValue, 3)}`,
    interval !== undefined && plain(interval, 4),
  ];
  return parts.filter((text) => typeof text === "string").join(", ");
}

function values({values: changes}: ReportDiff): Html | undefined {
  const rows = changes.map((change) => {
    const {path, old, new: now, difference} = change;
    const [before, after] = old && now ? plainPair(old.value, now.value) : [plain(old?.value), plain(now?.value)];
    const place = now ?? old;
    const note = !old ? "new" : !now ? "gone" : overlapOf(change);
    const tone = change.overlap === false ? "bad" : "";
    return html`<tr><th scope="row"><code>${path}</code></th><td class="number">${before}</td><td class="number">${after}</td><td class="number">${difference === undefined ? "" : signed(difference)}</td><td>${note !== "" && html`<span class="badge ${tone}">${note}</span>`}</td><td class="place">${place?.chapter}, cell ${place?.cell}</td></tr>`;
  });
  return part(
    "values",
    "Values",
    rows.length > 0 ? [table(["Value", "Old", "New", "Difference", "", "Where"], rows)] : [],
  );
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

function facts({provenance}: ReportDiff): Html | undefined {
  const rows = provenance.map(
    ({group, name, old, new: now}) =>
      html`<tr><th scope="row">${group}, ${name}</th><td class="fact">${old ?? "–"}</td><td class="fact">${now ?? "–"}</td></tr>`,
  );
  return part("provenance", "Provenance", rows.length > 0 ? [table(["Fact", "Old", "New"], rows)] : []);
}

function elsewhere({bytes, where, old, new: now}: PageDifference): Html | undefined {
  const body = html`<p>The pages differ from byte ${bytes.start} on, in ${where}.</p>
<p><code><del>${old}</del></code></p>
<p><code><ins>${now}</ins></code></p>`;
  return part("elsewhere", "Elsewhere", [body]);
}

function table(columns: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${columns[0]!}"><table>
<thead><tr>${columns.map((name) => (name === "" ? html`<td></td>` : html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>
${lines(rows)}
</tbody></table></div>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
