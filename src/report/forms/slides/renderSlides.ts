import {Html, html, lines, textOf} from "../../../core/html.js";
import type {ReportInput} from "../../render/input.js";
import {facesFor, inScript, inStyle, policyFor} from "../../render/page/embed.js";
import {survey} from "../../render/page/survey.js";
import {fill} from "../../render/pageStrings.js";
import type {Strings} from "../../render/strings.js";
import {date} from "../../render/value/dates.js";
import {idsIn, onSlide} from "./deckMarkup.js";
import type {DeckTheme} from "./deckTheme.js";
import type {Slide} from "./slide.js";
import {slidesOf} from "./slidesOf.js";

/** A deck as one page. */
export interface RenderedSlides {
  /** Self-contained. */
  readonly html: string;
  /** With the title's. */
  readonly slides: number;
}

/**
 * Binds the cells that are meant for slides into a deck. Pure: equal inputs give equal bytes. Without cells that are, there is the title
 * alone.
 * @throws LookbookError as `renderReport`, for prose that is shown
 */
export function renderSlides(input: ReportInput, theme: DeckTheme): RenderedSlides {
  const {config} = input;
  const found = survey(input);
  const {strings} = found;
  const slides = slidesOf(input, found);
  const ids = new Set(slides.flatMap(({parts}) => parts.flatMap(({content}) => idsIn(content))));
  const count = slides.length + 1;
  const notices = found.notices.join(" ");
  const sections = [
    titleSlide(input, count, strings),
    ...slides.map((slide, i) => section(slide, {number: i + 2, count, ids, strings, title: config.title, notices})),
  ];
  found.problems.assertNone();
  return {html: page(lines(sections), {input, theme, strings}), slides: count};
}

function titleSlide({config, facts = [], builtDate}: ReportInput, count: number, strings: Strings): Html {
  const {title, subtitle, authors} = config;
  const day = builtDate === undefined ? undefined : (date(builtDate, strings.value) ?? builtDate);
  const said = facts.map(({name, value}) => html`<span>${name}: ${value}</span>`);
  return html`<section class="slide title-slide" id="slide-1" aria-label="${fill(strings.slides.slide, {number: 1, count})}" tabindex="-1">
<div class="slide-body"><div class="slide-fit">
<h1>${title}</h1>
${subtitle !== undefined && subtitle !== "" && html`<p class="subtitle">${subtitle}</p>`}
${authors.length > 0 && html`<p class="authors">${authors.join(", ")}</p>`}
${day !== undefined && html`<p class="date"><time datetime="${builtDate}">${day}</time></p>`}
${said.length > 0 && html`<p class="slide-facts">${said}</p>`}
</div></div>
</section>`;
}

interface SlideContext {
  readonly number: number;
  readonly count: number;
  readonly ids: ReadonlySet<string>;
  readonly strings: Strings;
  readonly title: string;
  readonly notices: string;
}

function section({parts, notes, chapter, place}: Slide, context: SlideContext): Html {
  const {number, count, ids, strings, title, notices} = context;
  const body = parts.map(({content, isFragment}) =>
    isFragment ? html`<div class="fragment">${onSlide(content, ids)}</div>` : onSlide(content, ids),
  );
  const label = fill(strings.slides.slide, {number, count});
  const said =
    notes.length > 0 &&
    html`<aside class="slide-notes" aria-label="${strings.slides.notes}: ${label}">${notes.map((note) => onSlide(note, ids))}</aside>`;
  return html`<section class="slide" id="slide-${number}" aria-label="${label}" data-place="${place}" tabindex="-1">
<div class="slide-body"><div class="slide-fit">
${lines(body)}
</div></div>
<footer class="slide-foot"><span>${title}</span><span>${textOf(chapter)}</span>${notices !== "" && html`<span class="slide-notice">${notices}</span>`}<span class="slide-number">${number} / ${count}</span></footer>
${said}
</section>`;
}

interface PageContext {
  readonly input: ReportInput;
  readonly theme: DeckTheme;
  readonly strings: Strings;
}

function page(main: Html, {input, theme, strings}: PageContext): string {
  const {title, language, authors} = input.config;
  const {slides: words} = strings;
  const button = (name: string, label: string, path: string): Html =>
    html`<button type="button" data-do="${name}" aria-label="${label}" title="${label}"><svg viewBox="0 0 20 20" aria-hidden="true"><path d="${path}"/></svg></button>`;
  const body = html`<main class="deck" aria-label="${words.deck}: ${title}">
${main}
</main>
<nav class="deck-controls" aria-label="${words.controls}">${[
    button("previous", words.previous, "M12.5 4 6.5 10l6 6"),
    button("next", words.next, "M7.5 4l6 6-6 6"),
    button("overview", words.overview, "M3 3h6v6H3zM11 3h6v6h-6zM3 11h6v6H3zM11 11h6v6h-6z"),
    button("notes", words.notes, "M3 5h14M3 10h14M3 15h8"),
    button("full", words.fullScreen, "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4"),
  ]}</nav>
<div class="deck-progress" aria-hidden="true"><div></div></div>
<aside class="deck-notes" aria-label="${words.notes}" data-none="${words.noNotes}" hidden></aside>`;
  // Figures that need Plotly to be drawn are the exception.
  const undrawn = /data-plot="[^"]*"[^>]*><\/div>/.test(body.markup);
  const scripts = [undrawn ? theme.plotly : "", theme.script].filter(Boolean).map(inScript);
  const math = body.markup.includes('class="katex') ? theme.mathCss : "";
  const fonts = facesFor(body.markup + title, theme.fonts).join("\n");
  const styles = [fonts, math, theme.css, theme.brand?.css ?? ""].filter(Boolean).map(inStyle).join("\n");
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyFor(scripts)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${lines(authors.map((author) => html`<meta name="author" content="${author}">`))}
<meta name="generator" content="Lookbook">
${new Html(styles)}
</head>
<body class="slides">
${body}
${new Html(scripts.map((script) => `<script>${script}</script>`).join("\n"))}
</body>
</html>
`.markup;
}
