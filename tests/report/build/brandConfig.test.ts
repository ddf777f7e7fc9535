import {describe, expect, it} from "vitest";
import {readDocumentConfig} from "../../../src/report/build/documentConfig.js";

const fail = (key: string, expected: string, got: unknown): never => {
  throw new Error(`${key} must be ${expected}, got ${JSON.stringify(got)}`);
};

describe("brand and logo in report.json", () => {
  it("name files in the report's folder", () => {
    expect(readDocumentConfig({brand: "house.css", logo: "img/logo.svg"}, fail)).toEqual({
      brand: "house.css",
      logo: "img/logo.svg",
    });
  });

  it.each(["/etc/passwd", "../logo.svg", "img/../../logo.svg", "https://example.org/logo.svg", "C:\\logo.svg", "", 3])(
    "do not name %j",
    (logo) => {
      expect(() => readDocumentConfig({logo}, fail)).toThrow("logo must be a file beside report.json");
    },
  );
});
