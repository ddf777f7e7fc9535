import {execFileSync} from "node:child_process";
import {beforeAll, describe, expect, it} from "vitest";
import {layoutOf, type textIn} from "../../../../src/report/render/pdf/check/layout.js";
import type {PrintedPdf} from "../../../../src/report/render/pdf/printPdf.js";
import {marksOf} from "../../../../src/report/render/pdf/read/content.js";
import {destinationsOf} from "../../../../src/report/render/pdf/read/destinations.js";
import {fontsOf, readFont} from "../../../../src/report/render/pdf/read/font.js";
import {type PdfFile, readPdf} from "../../../../src/report/render/pdf/read/pdfFile.js";
import {renderReport} from "../../../../src/report/render/report.js";
import {chapter, markdown, render} from "../notebooks.js";
import {fullReport} from "./fullReport.js";
import {canPrint, usePress} from "./printing.js";

const press = usePress();

/** The lines of a page's text that are its furniture: heads and page numbers. */
function furnitureOf(file: PdfFile, page: number): string[] {
  return marksOf(file, file.pages[page - 1]!).flatMap(({content, text}) =>
    content === undefined && text.trim() ? [text.trim()] : [],
  );
}

describe.skipIf(!canPrint)("a report with everything that is hard to print", () => {
  let printed: PrintedPdf & {readonly pdf: Buffer; readonly path: string};
  let file: PdfFile;
  const pageOf = (anchor: string): number => destinationsOf(file).get(anchor)?.page ?? 0;
  beforeAll(async () => {
    const {print, theme} = press();
    printed = await print(renderReport(fullReport(theme)).html);
    file = readPdf(printed.pdf);
  }, 60_000);

  it("has nothing that a typographer would object to", () => {
    expect(printed.findings).toEqual([]);
  });

  it("has its summary alone on the second page, and its chapter's page without it", () => {
    expect(pageOf("summary")).toBe(2);
    const text = layoutOf(file)
      .pages[1]!.map((mark) => mark.text)
      .join(" ");
    expect(text).toMatch(/91\.2/);
    expect(text).toMatch(/refuted/);
    expect(furnitureOf(file, 2)).toContain("Summary");
  });

  it("lists its figures and tables with their pages after the contents", () => {
    const text = layoutOf(file)
      .pages[2]!.map((mark) => mark.text.trim())
      .filter(Boolean)
      .join("|");
    expect(text).toMatch(/^Contents\|.*Summary\|2\|1\|The data\|4/);
    expect(text).toMatch(new RegExp(`\\|1\\|Two training images of each class\\|${pageOf("fig-samples")}\\|`));
    expect(text).toMatch(new RegExp(`\\|4\\|A table of 22 columns\\|${pageOf("tab-very-wide")}$`));
  });

  it("turns the page of a table that would be too small to read", () => {
    const {areas} = layoutOf(file);
    const area = areas[pageOf("tab-very-wide") - 1]!;
    expect(area.right - area.left).toBeGreaterThan(area.bottom - area.top);
    expect(areas.filter(({left, right, top, bottom}) => right - left > bottom - top)).toHaveLength(1);
  });

  it("says of a long listing that it goes on, on every page but its first", () => {
    const first = pageOf("sec-20-long-a-long-listing");
    const last = pageOf("sec-20-long-an-equation");
    expect(last - first).toBeGreaterThan(0);
    const pages = file.pages.map((page) => marksOf(file, page).some(({text}) => text.includes("continued")));
    // On the listing's first page its start covers the words.
    const others = (_: boolean, i: number): boolean => i + 1 !== first;
    expect(pages.filter(others)).toEqual(pages.map((_, i) => i + 1 > first && i + 1 <= last).filter(others));
  });

  it("cuts no line of code: what is too long goes on below", () => {
    const {elements, shown} = layoutOf(file);
    const code = elements.filter(({type}) => type === "Code").map((element) => textAll(shown(element)));
    expect(
      code.some((text) => text.replaceAll(/\s/g, "").includes("a-very-long-path-without-any-space/".repeat(8))),
    ).toBe(true);
  });

  it("lets a short chapter share its page, and gives every page the head of the chapter it begins with", () => {
    expect(pageOf("sec-21-notes")).toBe(pageOf("sec-20-long-an-equation"));
    expect(furnitureOf(file, pageOf("sec-21-notes")).join(" ")).toMatch(/4\s+What does not fit a page/);
    expect(furnitureOf(file, pageOf("provenance"))).toContain("Provenance");
    expect(furnitureOf(file, 1)).toEqual([]);
  });

  it("counts its pages on each but the cover", () => {
    for (let page = 2; page <= printed.pages; page++)
      expect(furnitureOf(file, page).join(" ")).toMatch(new RegExp(`page\\s+${page}\\s+of\\s+${printed.pages}`));
  });

  it("takes every character from a font that it brings", () => {
    const names = file.pages.flatMap((id) =>
      [...fontsOf(file, file.objects.get(id)!).values()].map((font) => readFont(file, font).name),
    );
    expect([...new Set(names)].filter((name) => !/^(SourceSerif4|SourceSans3|JetBrainsMono|KaTeX)/.test(name))).toEqual(
      [],
    );
  });

  it("describes each figure in words", () => {
    const described = layoutOf(file).elements.filter(({type, alt}) => type === "Figure" && alt !== undefined);
    const figures = renderReport(fullReport(press().theme)).figures.filter(({kind}) => kind === "fig");
    expect(described).toHaveLength(figures.length);
  });

  it("has every heading in its outline, level below level", () => {
    const titles = [...file.objects.values()].flatMap((body) =>
      /^<<\/Title [(<]/.exec(body) && body.includes("/Parent") ? [body] : [],
    );
    const headings = layoutOf(file).elements.filter(({type}) => /^H[1-6]$/.test(type));
    expect(titles.length).toBe(headings.length);
  });
});

describe.skipIf(!canPrint)("where chapters begin", () => {
  const chapters = [1, 2, 3].map((i) =>
    chapter(`0${i}-part`, [markdown(`# Part ${i}\n\n${"A sentence of a short chapter. ".repeat(90)}`)]),
  );
  const startsOf = async (chapterStart?: "page" | "flow"): Promise<(number | undefined)[]> => {
    const {print, theme} = press();
    const config = {title: "T", authors: [], language: "en", ...(chapterStart && {chapterStart})};
    const {pdf} = await print(render(chapters, {config, theme}).html);
    const places = destinationsOf(readPdf(pdf));
    return ["sec-01-part", "sec-02-part", "sec-03-part"].map((anchor) => places.get(anchor)?.page);
  };

  it("is a new page each", async () => {
    const starts = await startsOf();
    expect(new Set(starts).size).toBe(3);
  });

  it("is where the one before ends, if report.json says so", async () => {
    expect(new Set(await startsOf("flow")).size).toBeLessThan(3);
  });
});

describe.skipIf(!canPrint)("a German report", () => {
  it("speaks German in its margins, contents and lists", async () => {
    const {print, theme} = press();
    const {pdf, findings} = await print(renderReport(fullReport(theme, "de")).html);
    const file = readPdf(pdf);
    expect(findings).toEqual([]);
    expect(furnitureOf(file, 3).join(" ")).toMatch(/Seite\s+3\s+von/);
    const contents = layoutOf(file)
      .pages[2]!.map(({text}) => text)
      .join(" ");
    expect(contents).toMatch(/Inhalt Abbildungen Tabellen Zusammenfassung 2/);
    expect([...file.objects.values()].some((body) => body.includes("/Lang (de)"))).toBe(true);
  });
});

describe.skipIf(!canPrint || !hasTool())("another reader's opinion", () => {
  it("sees the words where this reader sees them", async () => {
    const {print, theme} = press();
    const {pdf, path} = await print(
      render([chapter("01-test", [markdown("# Title\n\nSome words, *and* more.")])], {theme}).html,
    );
    const seen = [
      ...execFileSync("pdftotext", ["-bbox", path, "-"], {encoding: "utf8"}).matchAll(
        /<page|xMin="([\d.]+)".*?xMax="([\d.]+)".*?>([^<]+)</g,
      ),
    ];
    const file = readPdf(pdf);
    const own = file.pages.flatMap((page) => marksOf(file, page)).find(({text}) => text.startsWith("Some words"))!;
    const theirs = seen.find(([, , , word]) => word === "Some")!;
    expect(own.left).toBeCloseTo(Number(theirs[1]), 1);
  });
});

function hasTool(): boolean {
  try {
    execFileSync("pdftotext", ["-v"], {stdio: "ignore"});
    return true;
  } catch {
    return false;
  }
}

function textAll(shown: Parameters<typeof textIn>[0]): string {
  return [...shown.values()]
    .flat()
    .map(({text}) => text)
    .join("");
}
