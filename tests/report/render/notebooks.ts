import type {Payload} from "../../../src/core/payload.js";
import {toCarrier} from "../../../src/core/payload.js";
import type {CodeCell, MarkdownCell, NotebookCell, Output} from "../../../src/report/notebook/nbformat.js";
import type {ChapterInput, RenderedReport, ReportInput} from "../../../src/report/render/input.js";
import {renderReport} from "../../../src/report/render/report.js";
import {bareTheme} from "./testTheme.js";

/** A chapter made by hand, as the executor would leave it. */
export function chapter(name: string, cells: readonly NotebookCell[]): ChapterInput {
  const metadata = {kernelspec: {name: "tslab", language: "typescript"}, language_info: {name: "typescript"}};
  return {name, path: `notebooks/${name}.ipynb`, notebook: {nbformat: 4, nbformat_minor: 5, metadata, cells}};
}

export function markdown(source: string, tags: readonly string[] = []): MarkdownCell {
  return {cell_type: "markdown", id: "m", metadata: tags.length > 0 ? {tags} : {}, source};
}

export function code(source: string, outputs: readonly Output[] = [], tags: readonly string[] = []): CodeCell {
  return {cell_type: "code", id: "c", metadata: {tags}, source, execution_count: 1, outputs};
}

/** An output of HTML, such as a carrier. */
export function shows(markup: string): Output {
  return {output_type: "display_data", data: {"text/html": markup}, metadata: {}};
}

/** An output that carries a payload. */
export function carries(payload: Payload): Output {
  return shows(toCarrier(payload, "<p>for Jupyter</p>"));
}

/** Renders chapters with a bare theme, as a part of a report: what they publish may be for others. */
export function render(chapters: readonly ChapterInput[], more: Partial<ReportInput> = {}): RenderedReport {
  const config = {title: "Test report", authors: ["A. Author"], language: "en"};
  return renderReport({config, chapters, provenance: [], theme: bareTheme, partial: true, ...more});
}

/** The body of a page of one chapter: what stands between its title and the provenance. */
export function bodyOf(cells: readonly NotebookCell[]): string {
  const {html} = render([chapter("01-test", cells)]);
  const start = html.indexOf("</h2>") + "</h2>".length;
  return html
    .slice(start, html.search(/<section class="chapter (?:back-matter|provenance)"/))
    .replace(/<\/section>\s*$/, "")
    .trim();
}
