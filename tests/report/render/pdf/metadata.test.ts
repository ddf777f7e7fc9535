import {describe, expect, it} from "vitest";
import {withMetadata} from "../../../../src/report/render/pdf/metadata.js";
import {destinationsOf} from "../../../../src/report/render/pdf/read/destinations.js";
import {readPdf} from "../../../../src/report/render/pdf/read/pdfFile.js";

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
const metadata = {title: "Träume", authors: ["A", "B"], language: "de-AT", date: "2026-11-21T10:30:00Z"};

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
    const rows = [...text.slice(table).matchAll(/^(\d+) 1\n(\d{10}) 00000 n $/gm)];
    expect(rows.map(([, id]) => id)).toEqual(["7", "8", "6"]);
    for (const [, id, offset] of rows) expect(text.slice(Number(offset))).toMatch(new RegExp(`^${id} 0 obj\n`));
    const info = Number(rows[0]![2]);
    expect(text.slice(info)).toMatch(/^7 0 obj\n<<\/Title <FEFF0054007200E400750 ?06D0065>/);
    expect(text).toContain(`/Author <FEFF0041002C00200042>`);
    expect(text).toContain("/CreationDate (D:20261121103000+00'00')");
  });
});

describe("the description for catalogues (XMP)", () => {
  const text = Buffer.from(withMetadata(pdfOf("20261121093000"), metadata)).toString("utf8");
  const packet = /<x:xmpmeta[\s\S]*<\/x:xmpmeta>/.exec(text)![0];

  it("is referred to by the catalogue, which keeps what it had", () => {
    expect(text).toMatch(/6 0 obj\n<<\/Type \/Catalog\n\/Pages 4 0 R\n\/Dests 5 0 R\n\/Metadata 8 0 R>>/);
  });

  it("has title, authors, language and the given date", () => {
    expect(packet).toContain('<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Träume</rdf:li></rdf:Alt></dc:title>');
    expect(packet).toContain("<dc:creator><rdf:Seq><rdf:li>A</rdf:li><rdf:li>B</rdf:li></rdf:Seq></dc:creator>");
    expect(packet).toContain("<dc:language><rdf:Bag><rdf:li>de-AT</rdf:li></rdf:Bag></dc:language>");
    expect(packet).toContain("<xmp:CreateDate>2026-11-21T10:30:00Z</xmp:CreateDate>");
  });

  it("claims no standard that was not checked", () => {
    expect(packet).not.toMatch(/pdfuaid|pdfaid/);
  });

  it("says how long it is, in bytes", () => {
    const file = Buffer.from(withMetadata(pdfOf("20261121093000"), metadata));
    const [, length] = /\/Length (\d+)>>\nstream\n<\?xpacket/.exec(file.toString("latin1"))!;
    const start = file.indexOf("<?xpacket begin");
    expect(file.subarray(start + Number(length)).toString("latin1")).toMatch(/^\nendstream/);
  });

  it("cannot be broken by what a title says", () => {
    const evil = Buffer.from(withMetadata(pdfOf("20261121093000"), {...metadata, title: "</rdf:li><evil/> endstream"}));
    expect(evil.toString("utf8")).toContain("&lt;/rdf:li&gt;&lt;evil/&gt;");
  });
});

describe("reading what Chromium wrote", () => {
  it("finds the page of each named place", () => {
    expect(Object.fromEntries(destinationsOf(readPdf(pdfOf("20261121093000"))))).toEqual({
      "sec-a": {page: 1, y: 800},
      "fig-é": {page: 2, y: 700},
    });
  });

  it("counts pages", () => {
    expect(readPdf(pdfOf("20261121093000")).pages).toEqual(["2", "3"]);
  });

  it("makes nothing of another file", () => {
    expect(destinationsOf(readPdf(Buffer.from("not a PDF"))).size).toBe(0);
  });
});
