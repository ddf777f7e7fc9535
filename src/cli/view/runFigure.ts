import {LookbookError} from "../../core/errors.js";
import {Html, html, lines} from "../../core/html.js";
import type {TrackedRun} from "../../pipeline/artefact/listRuns.js";
import {learningFigure} from "../../pipeline/figure/learningFigure.js";
import {seriesColours} from "../../pipeline/figure/theme.js";
import {drawFigure} from "../../report/render/figure/drawFigure.js";
import type {DrawnFigure} from "../../report/render/figure/figure.js";
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
  const drawn = (width: number): DrawnFigure => {
    const drawing = drawFigure({data, layout, ...(height !== undefined && {height})}, {width});
    if ("svg" in drawing) return drawing;
    throw new LookbookError("render-failed", `--figure: cannot draw ${drawing.unsupported}`);
  };
  if (kind === "svg") return picture(drawn(900), alt, css);
  return page(runs, {wide: drawn(800).svg, narrow: drawn(358).svg, alt, caption, css});
}

/** With its fonts: text is laid out with their widths. */
function picture({svg, width, height}: DrawnFigure, alt: string, css: string): string {
  const fonts = [...css.matchAll(/@font-face\s*\{[^}]*\}/g)].map(([rule]) => rule).join("\n");
  const [wide, high] = [width + 2 * margin, height + 2 * margin];
  const box = `-${margin} -${margin} ${wide} ${high}`;
  const head = html`<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="${box}" width="${wide}" height="${high}"><title>${alt}</title><style>${new Html(fonts)}</style><rect x="-${margin}" y="-${margin}" width="${wide}" height="${high}" fill="#ffffff"/>`;
  return `${head.markup}${selfContained(svg, tokensOf(css))}</svg>\n`;
}

/** Around a picture, in pixels. */
const margin = 16;

interface Figure {
  readonly wide: string;
  /** For a phone. */
  readonly narrow: string;
  readonly alt: string;
  readonly caption: string;
  readonly css: string;
}

function page(runs: readonly TrackedRun[], {wide, narrow, alt, caption, css}: Figure): string {
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
<figure class="curves"><div role="img" aria-label="${alt}"><div class="wide">${new Html(wide)}</div><div class="narrow">${new Html(narrow)}</div></div><figcaption>${caption}</figcaption></figure>
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
.narrow{display:none}
@media screen and (max-width:40rem){.wide{display:none}.narrow{display:block}}
.runs{overflow-x:auto}
.runs table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums}
.runs th,.runs td{padding:.3rem .7rem;border-bottom:1px solid var(--line);white-space:nowrap;text-align:left}
.runs .right{text-align:right}
@media print{.runs{overflow:visible}.runs table{font-size:.55rem}.runs th,.runs td{padding:.2rem .25rem}}`;
