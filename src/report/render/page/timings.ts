import {Html, html} from "../../../core/html.js";
import {seconds} from "../../../core/progress.js";
import {type Strings, stringsFor} from "../strings.js";
import {bytes} from "../value/numbers.js";

/** What running one cell took. */
export interface CellTiming {
  readonly chapter: string;
  /** From 1. */
  readonly cell: number;
  /** First line of its code. */
  readonly firstLine: string;
  readonly status: "ok" | "error" | "timed out" | "skipped" | "cached";
  readonly seconds: number;
  /** Highest resident memory of the child while the cell ran, in bytes; undefined where it was not measured. */
  readonly peakMemory?: number;
}

/** Time and memory of each cell, as a page beside the report: these figures are the machine's and change with every run. */
export function renderTimings(rows: readonly CellTiming[], language = "en"): string {
  const strings = stringsFor(language);
  const {origins, page, timings: words} = strings;
  const longest = Math.max(0, ...rows.map((row) => row.seconds));
  const chapters = [...new Set(rows.map(({chapter}) => chapter))];
  const totals = chapters.map((chapter) => {
    const own = rows.filter((row) => row.chapter === chapter);
    return html`<tr><th scope="row"><a href="#${chapter}">${chapter}</a></th><td>${own.length}</td><td>${sum(own, strings)}</td><td>${peak(own, strings)}</td></tr>
`;
  });
  const details = chapters.map((chapter) => {
    const own = rows.filter((row) => row.chapter === chapter).map((row) => renderRow(row, longest, strings));
    return html`<h2 id="${chapter}">${chapter}</h2>
<table><thead><tr>${heads([page.cell, words.firstLine, words.status, words.time, words.peakMemory])}</tr></thead><tbody>
${own}</tbody></table>
`;
  });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.title}</title>
<style>${new Html(css)}</style>
</head>
<body>
<h1>${words.title}</h1>
<p>${words.introduction}</p>
<table><thead><tr>${heads([origins.chapters, words.cells, words.time, words.peakMemory])}</tr></thead><tbody>
${totals}</tbody><tfoot><tr><th scope="row">${words.all}</th><td>${rows.length}</td><td>${sum(rows, strings)}</td><td>${peak(rows, strings)}</td></tr></tfoot></table>
${details}
</body>
</html>
`.markup;
}

function heads(names: readonly string[]): Html[] {
  return names.map((name) => html`<th scope="col">${name}</th>`);
}

function renderRow(row: CellTiming, longest: number, strings: Strings): Html {
  const share = longest > 0 ? Math.round((row.seconds / longest) * 100) : 0;
  return html`<tr><td>${row.cell}</td><td class="line"><code>${row.firstLine}</code></td><td class="${row.status}">${strings.timings[row.status]}</td><td style="--share:${share}%" class="time">${time(row.seconds, strings)}</td><td>${memory(row.peakMemory, strings)}</td></tr>
`;
}

function sum(rows: readonly CellTiming[], strings: Strings): string {
  return time(
    rows.reduce((total, row) => total + row.seconds, 0),
    strings,
  );
}

function peak(rows: readonly CellTiming[], strings: Strings): string {
  const known = rows.flatMap(({peakMemory}) => (peakMemory === undefined ? [] : [peakMemory]));
  return memory(known.length === 0 ? undefined : Math.max(...known), strings);
}

function time(value: number, {value: {decimal}}: Strings): string {
  return seconds(value).replace(".", decimal);
}

function memory(size: number | undefined, {value}: Strings): string {
  if (size === undefined) return "–";
  const {digits, unit} = bytes(size, undefined, value);
  return digits + unit;
}

const css = `
:root{color-scheme:light dark;--line:light-dark(#dcdcd6,#34383f);--soft:light-dark(#5c6067,#a2a6ad)}
body{max-width:60rem;margin:3rem auto;padding:0 1.2rem;background:light-dark(#fffffd,#15171b);color:light-dark(#1d1f23,#dddeda);font:15px/1.5 "Source Sans 3",system-ui,sans-serif}
table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
:is(th,td):first-child,.line,th:nth-child(2){text-align:left}
thead th{color:var(--soft);font-weight:600}
.line{max-width:24rem;overflow:hidden;text-overflow:ellipsis}
.time{background:linear-gradient(to left,light-dark(#d8e6f2,#25405a) var(--share),transparent var(--share))}
.error,[class="timed out"]{color:light-dark(#a93a32,#ec8f84)}
code{font-size:.85em}
`;
