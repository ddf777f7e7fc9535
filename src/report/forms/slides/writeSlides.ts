import {join} from "node:path";
import type {Browser} from "puppeteer";
import {LookbookError} from "../../../core/errors.js";
import {writeAtomic} from "../../../core/files.js";
import type {ReportInput} from "../../render/input.js";
import {type PrintedPdf, printPdf} from "../../render/pdf/printPdf.js";
import {deckTheme} from "./deckTheme.js";
import {renderSlides} from "./renderSlides.js";

/** Options for {@link writeSlides}. */
export interface WriteSlidesOptions {
  /** False writes the HTML alone; defaults to true. */
  readonly pdf?: boolean;
  /** Defaults to one of the ladder's. */
  readonly browser?: Browser;
  readonly signal?: AbortSignal;
}

/** What {@link writeSlides} left. */
export interface WrittenSlides {
  readonly html: string;
  readonly slides: number;
  /** Undefined where none was wanted. */
  readonly pdf: PrintedPdf | undefined;
  /** Slides that hold more than fits; without a PDF nobody has looked. */
  readonly warnings: readonly string[];
}

/** A slide in CSS pixels: 16 to 9. */
const stage = {width: 1280, height: 720};

/**
 * Writes `slides.html` and `slides.pdf`, one slide a page, beside the report; runs nothing.
 * @throws LookbookError `bad-notebook` where no cell is meant for a slide; of rendering; `no-browser` after the HTML is written
 */
export async function writeSlides(
  dist: string,
  input: ReportInput,
  options: WriteSlidesOptions = {},
): Promise<WrittenSlides> {
  const {pdf: wanted = true, browser, signal} = options;
  const {html, slides} = renderSlides(input, await deckTheme(input.theme));
  if (slides === 1) {
    const remedy = "tag the cells that begin one `slide`, or set their slide type in Jupyter, and build again";
    throw new LookbookError(
      "bad-notebook",
      `no cell of ${input.chapters.map(({path}) => path).join(", ")} is a slide; ${remedy}`,
    );
  }
  const path = join(dist, "slides.html");
  await writeAtomic(path, html);
  if (!wanted) return {html: path, slides, pdf: undefined, warnings: []};
  const {title, authors, language, subtitle} = input.config;
  const pdf = await printPdf(path, join(dist, "slides.pdf"), {
    title,
    authors,
    language,
    subject: subtitle,
    date: `${input.builtDate ?? "1970-01-01"}T00:00:00.000Z`,
    stage,
    ...(browser && {browser}),
    ...(signal && {signal}),
  });
  return {html: path, slides, pdf, warnings: pdf.findings.map(({message}) => message)};
}
