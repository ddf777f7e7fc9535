import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {checkSources} from "../../../../src/report/render/citation/source.js";

const fine = {id: "guo2017", type: "book", title: "On calibration"};

describe("checkSources(raw, path)", () => {
  it("passes what the project itself cites", () => {
    const raw: unknown = JSON.parse(readFileSync("report/references.json", "utf8"));
    expect(checkSources(raw, "report/references.json")).toBe(raw);
  });

  it("passes literal names, raw dates and numbers", () => {
    const more = {
      author: [{literal: "The Lookbook team"}],
      issued: {raw: "May 2017"},
      volume: 3,
      accessed: {"date-parts": [["2026", 1]]},
    };
    expect(() => checkSources([{...fine, ...more}], "r.json")).not.toThrow();
  });

  it.each<[unknown, string]>([
    [{}, "r.json: expected a list of CSL-JSON entries, got {}"],
    [[5], "r.json: entry 1 must be an object, got 5"],
    [[fine, {type: "book"}], 'entry 2, "id": expected letters and digits, joined by - _ . : /, got nothing'],
    [[{...fine, id: "a b"}], '("a b"), "id": expected letters and digits'],
    [
      [{...fine, id: "fig-a"}],
      "expected a name that does not begin like a reference (fig-, tab-, sec-, eq-, lst-, claim-)",
    ],
    [[fine, fine], 'the id "guo2017" is used twice'],
    [
      [{...fine, type: "journal-article"}],
      'entry 1 ("guo2017"), "type": expected a type of CSL such as "article-journal", got "journal-article"',
    ],
    [[{...fine, type: "artcle-journal"}], 'got "artcle-journal"; did you mean "article-journal"?'],
    [[{...fine, title: ["x"]}], '"title": expected text or a number, got ["x"]'],
    [
      [{...fine, author: "Guo"}],
      '"author": expected a list of names such as [{"family": "Guo", "given": "Chuan"}], got "Guo"',
    ],
    [[{...fine, author: [{given: "Chuan"}]}], '"author[0]": expected a "family" or a "literal" name'],
    [[{...fine, author: [{family: 5}, {family: ["x"]}]}], '"author[1].family": expected text, got ["x"]'],
    [[{...fine, issued: 2017}], '"issued": expected a date such as {"date-parts": [[2017, 5, 21]]}, got 2017'],
    [[{...fine, issued: {}}], 'a date with "date-parts", "raw" or "literal"'],
    [
      [{...fine, issued: {"date-parts": [["May"]]}}],
      '"issued.date-parts": expected one or two dates of year, month and day',
    ],
  ])("refuses %j", (raw, message) => {
    expect(() => checkSources(raw, "r.json")).toThrow(message);
  });
});
