import {LookbookError} from "../../core/errors.js";
import {Html, html, lines} from "../../core/html.js";
import type {TrackedRun} from "../../pipeline/artefact/listRuns.js";
import {learningFigure} from "../../pipeline/figure/learningFigure.js";
import {seriesColours} from "../../pipeline/figure/theme.js";
import {drawFigure} from "../../report/render/figure/drawFigure.js";
import {selfContained, tokensOf} from "../../report/render/figure/selfContained.js";
import {runColumns} from "./runColumns.js";
import {namesOf} from "./runText.js";

/**
 * The learning curves of runs, as the report draws them: a picture, or a page with the picture and the table.
 * @param css the report's colours and fonts, and the style of the page
 * @throws LookbookError `bad-option` where no run has a curve, or more than can be told apart
 */
export function runFigure(runs: readonly TrackedRun[], kind: "svg" | "html", css: string): string {
  const curved = runs.filter(({epochs}) => epochs.length > 0);
  if (curved.length === 0) throw new LookbookError("bad-option", "--figure: none of these runs has a finished epoch");
  const most = seriesColours.length;
  if (curved.length > most) {
    throw new LookbookError(
      "bad-option",
      `--figure tells at most ${most} runs apart, got ${curved.length}; name some of them, such as \`lookbook runs ${curved[0]!.name} --figure curves.svg\``,
    );
  }
  const names = namesOf(curved);
  const {data, layout, height, alt, caption} = learningFigure(
    curved.map(({epochs, bestEpoch = 1}, i) => ({
      name: names[i]!,
      history: {epochs, bestEpoch, stoppedEarly: false},
    })),
  );
  const drawn = drawFigure({data, layout, ...(height !== undefined && {height})}, {width: kind === "svg" ? 900 : 1040});
  if (!("svg" in drawn)) throw new LookbookError("render-failed", `--figure: cannot draw ${drawn.unsupported}`);
  if (kind === "svg") return picture(drawn.svg, alt, css);
  return page(runs, {svg: drawn.svg, alt, caption, css});
}

/** With its fonts: text is laid out with their widths. */
function picture(svg: string, alt: string, css: string): string {
  const fonts = [...css.matchAll(/@font-face\s*\{[^}]*\}/g)].map(([rule]) => rule).join("\n");
  const ground = '<rect width="100%" height="100%" fill="#ffffff"/>';
  const own = selfContained(svg, tokensOf(css)).replace(' aria-hidden="true"', ` role="img"`);
  const head = html`<title>${alt}</title><style>${new Html(fonts)}</style>`.markup;
  return `${own.replace(">", `>${head}${ground}`)}\n`;
}

interface Figure {
  readonly svg: string;
  readonly alt: string;
  readonly caption: string;
  readonly css: string;
}

function page(runs: readonly TrackedRun[], {svg, alt, caption, css}: Figure): string {
  const columns = runColumns.filter(({cell}) => runs.some((run) => cell(run) !== ""));
  const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Runs</title>
<style>
${new Html(css.replaceAll("</", "<\\/"))}
${new Html(style)}
</style>
</head>
<body>
<header><h1>Runs</h1></header>
<main>
<figure class="curves"><div class="drawing" role="img" aria-label="${alt}">${new Html(svg)}</div><figcaption>${caption}</figcaption></figure>
<div class="runs" tabindex="0" role="region" aria-label="All runs"><table>
<thead><tr>${columns.map(({title, align}) => html`<th class="${align ?? "left"}">${title}</th>`)}</tr></thead>
<tbody>
${lines(runs.map((run) => html`<tr>${columns.map(({cell, align}) => html`<td class="${align ?? "left"}">${cell(run)}</td>`)}</tr>`))}
</tbody>
</table></div>
</main>
</body>
</html>
`.markup;
}

const style = `figure.curves{margin:1rem 0 2rem}
figure.curves svg{max-width:100%;height:auto}
.runs{overflow-x:auto}
.runs table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
.runs th,.runs td{padding:.3rem .7rem;border-bottom:1px solid var(--line);white-space:nowrap;text-align:left}
.runs .right{text-align:right}`;
