import {describe, expect, it} from "vitest";
import {readDocumentConfig} from "../../../src/report/build/documentConfig.js";

const fail = (key: string, expected: string, got: unknown): never => {
  throw new Error(`"${key}" must be ${expected}, got ${JSON.stringify(got)}`);
};

describe("readDocumentConfig(raw, fail)", () => {
  it("reads the summary, the lists and where chapters begin", () => {
    const document = {
      summary: {numbers: [{label: "Accuracy", value: "{{a.b | percent(1) ±}}"}], claims: ["x"]},
      lists: ["tables"],
      chapterStart: "flow",
    };
    expect(readDocumentConfig({...document, title: "T"}, fail)).toEqual(document);
  });

  it("leaves absent what is absent", () => {
    expect(readDocumentConfig({}, fail)).toEqual({});
    expect(readDocumentConfig({summary: {}}, fail)).toEqual({summary: {numbers: []}});
  });

  it.each([
    [{summary: []}, '"summary" must be an object with "numbers" and "claims", got []'],
    [{summary: {number: []}}, '"summary.number" must be left out; "summary" has numbers and claims, got []'],
    [{summary: {numbers: {}}}, '"summary.numbers" must be a list, got {}'],
    [{summary: {numbers: [{value: "{{a}}"}]}}, '"summary.numbers[0].label" must be text, got undefined'],
    [
      {summary: {numbers: [{label: "a", value: "91 %"}]}},
      '"summary.numbers[0].value" must be one live value, such as "{{path | percent(1) ±}}", got "91 %"',
    ],
    [{summary: {claims: "all"}}, '"summary.claims" must be a list of texts, got "all"'],
    [{lists: ["pictures"]}, '"lists" must be one of figures, tables, listings, got "pictures"'],
    [{references: "../elsewhere.json"}, '"references" must be a file beside report.json, got "../elsewhere.json"'],
    [{citationStyle: 5}, '"citationStyle" must be a file beside report.json, got 5'],
    [{chapterStart: "right"}, '"chapterStart" must be one of page, flow, got "right"'],
  ])("refuses %j", (raw, message) => {
    expect(() => readDocumentConfig(raw, fail)).toThrow(message);
  });
});
