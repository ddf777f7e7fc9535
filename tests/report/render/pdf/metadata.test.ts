import {describe, expect, it} from "vitest";
import {pageCount, pagesOfDestinations} from "../../../../src/report/render/pdf/destinations.js";
import {withMetadata} from "../../../../src/report/render/pdf/metadata.js";

/** A PDF of two pages in Chromium's manner, printed at some moment. */
function pdfOf(moment: string): Buffer {
  const parts = [
    `1 0 obj\n<</Creator (Chromium)\n/CreationDate (D:${moment}+00'00')\n/ModDate (D:${moment}+00'00')>>\nendobj\n`,
    "2 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n",
    "3 0 obj\n<</Type /Page\n/Parent 4 0 R>>\nendobj\n",
    "4 0 obj\n<</Type /Pages\n/Count 2\n/Kids [2 0 R 3 0 R]>>\nendobj\n",
    "5 0 obj\n<</sec-a [2 0 R /XYZ 6 800 0]\n/fig-#c3#a9 [3 0 R /XYZ 6 700 0]>>\nendobj\n",
    "6 0 obj\n<</Type /Catalog\n/Pages 4 0 R\n/Dests 5 0 R>>\nendobj\n",
  ];
  const body = `%PDF-1.4\n${parts.join("")}`;
  const table = `xref\n0 7\n${"0000000000 65535 f \n".repeat(7)}trailer\n<</Size 7\n/Root 6 0 R\n/Info 1 0 R>>\n`;
  return Buffer.from(`${body}${table}startxref\n${body.length}\n%%EOF`, "latin1");
}
const metadata = {title: "Träume", authors: ["A", "B"], date: "2026-11-21T10:30:00Z"};

describe("withMetadata(pdf, metadata)", () => {
  it("makes two prints of one page equal, whenever they were made", () => {
    expect(withMetadata(pdfOf("20261121093000"), metadata)).toEqual(withMetadata(pdfOf("20270101000000"), metadata));
  });

  it("moves nothing: the file begins as it did, but for the dates", () => {
    const before = pdfOf("20261121103000");
    expect(Buffer.from(withMetadata(before, metadata)).subarray(0, before.length)).toEqual(before);
  });

  it("adds title and authors in an update whose offsets are right", () => {
    const text = Buffer.from(withMetadata(pdfOf("20261121093000"), metadata)).toString("latin1");
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
    expect(text.slice(table)).toMatch(/^xref\n7 1\n(\d{10}) 00000 n \n/);
    const info = Number(/^xref\n7 1\n(\d{10})/.exec(text.slice(table))![1]);
    expect(text.slice(info)).toMatch(/^7 0 obj\n<<\/Title <FEFF0054007200E400750 ?06D0065>/);
    expect(text).toContain(`/Author <FEFF0041002C00200042>`);
    expect(text).toContain("/CreationDate (D:20261121103000+00'00')");
  });
});

describe("reading what Chromium wrote", () => {
  it("finds the page of each named place", () => {
    expect(Object.fromEntries(pagesOfDestinations(pdfOf("20261121093000")))).toEqual({"sec-a": 1, "fig-é": 2});
  });

  it("counts pages", () => {
    expect(pageCount(pdfOf("20261121093000"))).toBe(2);
  });

  it("makes nothing of another file", () => {
    expect(pagesOfDestinations(Buffer.from("not a PDF")).size).toBe(0);
  });
});
