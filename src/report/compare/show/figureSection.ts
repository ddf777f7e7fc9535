import {Html, html, lines} from "../../../core/html.js";
import type {FigureChange} from "../diff/reportDiff.js";
import {diffWords} from "../diff/words.js";
import type {PageFigure} from "../page/readFigure.js";
import {plain, plainPair} from "./plain.js";
import {changeOf, labelOf} from "./summary.js";
import {wordsOf} from "./words.js";

/** One figure or table that differs: both drawings side by side, both captions as one, the places in the data. */
export function figureSection(change: FigureChange): Html {
  const {anchor, old, new: now, details, detailCount, captionChanged} = change;
  const caption = captionChanged && old && now ? wordsOf(diffWords(old.caption, now.caption)) : (now ?? old)?.caption;
  const tone = old ? (now ? "" : "bad") : "good";
  return html`<article class="figure" id="${anchor}">
<h3>${labelOf(change)} <code>${anchor}</code> <span class="badge ${tone}">${changeOf(change)}</span></h3>
<p class="caption">${caption}</p>
<div class="pair">${side("old", old, anchor)}${side("new", now, anchor)}</div>
${
  details.length > 0 &&
  html`<details${detailCount <= few && html` open`}><summary>${detailCount === 1 ? "1 place" : `${detailCount} places`} in the data</summary>
<ul class="places">
${lines(details.map(({path, old: before, new: after}) => place(path, before, after)))}
${detailCount > details.length && html`<li>and ${detailCount - details.length} more</li>`}</ul></details>`
}
</article>`;
}

/** So many places are shown at once. */
const few = 4;

function side(name: "old" | "new", figure: PageFigure | undefined, anchor: string): Html {
  return html`<figure class="${name}"><figcaption>${name === "old" ? "Old" : "New"}</figcaption>${drawing(figure, `${name}-${anchor}`)}</figure>`;
}

function drawing(figure: PageFigure | undefined, prefix: string): Html {
  if (!figure) return html`<p class="none">Not in this report.</p>`;
  if (figure.drawing === undefined)
    return html`<p class="none">This report holds no picture of it that shows without a script.</p>`;
  // The drawing comes from a page of this package; this page's policy lets nothing in it run or load.
  return html`<div class="drawing">${new Html(withOwnIds(figure.drawing, prefix))}</div>`;
}

/** Both drawings have the same ids inside, for instance of clipping paths; each gets its own. */
function withOwnIds(markup: string, prefix: string): string {
  return markup
    .replaceAll(/(\s(?:id|aria-labelledby|aria-describedby)=")([^"]+)"/g, `$1${prefix}-$2"`)
    .replaceAll(/url\((["']?)#([^)"']+)\1\)/g, `url(#${prefix}-$2)`)
    .replaceAll(/(\s(?:xlink:)?href=")#/g, `$1#${prefix}-`);
}

function place(path: string, old: unknown, now: unknown): Html {
  const [before, after] = old === undefined || now === undefined ? [plain(old), plain(now)] : plainPair(old, now);
  return html`<li><code>${path}</code> <del>${before}</del> <ins>${after}</ins></li>`;
}
