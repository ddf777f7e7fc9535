import {describe, expect, it} from "vitest";
import {pdfDifference} from "../../../../src/report/compare/verify/pdfDifference.js";
import {makePdf} from "./makePdf.js";

describe("pdfDifference(old, new)", () => {
  it("finds nothing between equal files", () => {
    expect(pdfDifference(makePdf(["a"]), makePdf(["a"]))).toBeUndefined();
  });

  it("names the page, and unpacks what stands on it", () => {
    const found = pdfDifference(makePdf(["one", "two", "three"]), makePdf(["one", "2", "three"]))!;
    expect(found).toMatchObject({object: 7, kind: "page content", page: 2});
    expect(found.old).toContain("(two) Tj");
    expect(found.new).toContain("(2) Tj");
  });

  it("tells information about the document from its pages", () => {
    const found = pdfDifference(makePdf(["a"]), makePdf(["a"], {producer: "machine"}))!;
    expect(found).toMatchObject({page: undefined, kind: "information about the document"});
  });

  it("names the page that an object is drawn on", () => {
    const other = Buffer.from(
      Buffer.from(makePdf(["a"]))
        .toString("latin1")
        .replace("Helvetica", "Helvetika"),
      "latin1",
    );
    expect(pdfDifference(makePdf(["a"]), other)).toMatchObject({object: 3, kind: "font", page: 1});
  });

  it("says which page is more", () => {
    expect(pdfDifference(makePdf(["a"]), makePdf(["a", "b"]))).toMatchObject({object: 2});
  });

  it("finds the byte in a file that is no PDF", () => {
    expect(pdfDifference(Buffer.from("abc"), Buffer.from("abd"))).toMatchObject({object: undefined, bytes: {start: 2}});
  });
});
