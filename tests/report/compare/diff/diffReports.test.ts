import {describe, expect, it} from "vitest";
import {diffReports} from "../../../../src/report/compare/diff/diffReports.js";
import {claim, type Orchard, orchardHtml, report, value} from "../pages.js";

const interval = (low: number, high: number): {value: number; low: number; high: number; level: number} => ({
  value: (low + high) / 2,
  low,
  high,
  level: 0.95,
});

describe("diffReports(old, new)", () => {
  it("finds nothing between a report and itself", () => {
    const same = report({
      markup: orchardHtml(),
      values: {a: value(1)},
      claims: {c: claim("holds")},
      provenance: {Source: {Commit: "1"}},
    });
    expect(diffReports(same, same)).toMatchObject({equal: true, values: [], claims: [], figures: [], prose: []});
  });

  describe("values", () => {
    it("tells old, new and difference, what came and what went", () => {
      const old = report({values: {same: value("x"), more: value(2), gone: value(1)}});
      const now = report({values: {same: value("x"), more: value(2.5), came: value(true)}});
      expect(diffReports(old, now).values).toEqual([
        {path: "more", old: value(2), new: value(2.5), difference: 0.5},
        {path: "gone", old: value(1), new: undefined},
        {path: "came", old: undefined, new: value(true)},
      ]);
    });

    it("says whether intervals overlap", () => {
      const old = report({values: {near: value(interval(0.4, 0.6)), far: value(interval(0.4, 0.6))}});
      const now = report({values: {near: value(interval(0.6, 0.8)), far: value(interval(0.7, 0.9))}});
      const [near, far] = diffReports(old, now).values;
      expect([near!.overlap, far!.overlap]).toEqual([true, false]);
      expect(far!.difference).toBeCloseTo(0.3);
    });

    it("passes over a value that moved to another cell", () => {
      const moved = {...value(1), chapter: "02-other", cell: 9};
      expect(diffReports(report({values: {a: value(1)}}), report({values: {a: moved}})).equal).toBe(true);
    });

    it("sees a value that is no number any more", () => {
      expect(diffReports(report({values: {a: value(1)}}), report({values: {a: value(null)}})).values).toHaveLength(1);
    });
  });

  it("puts claims whose outcome flipped before those with other evidence", () => {
    const old = report({values: {}, claims: {a: claim("holds"), b: claim("holds"), c: claim("undecided")}});
    const now = report({
      values: {},
      claims: {a: claim("holds", {method: "counted twice"}), b: claim("refuted"), c: claim("undecided")},
    });
    expect(diffReports(old, now).claims.map(({id, flipped}) => [id, flipped])).toEqual([
      ["b", true],
      ["a", false],
    ]);
  });

  it("names facts of provenance that differ", () => {
    const old = report({values: {}, provenance: {Source: {Commit: "1", Profile: "quick"}, Packages: {arquero: "8"}}});
    const now = report({values: {}, provenance: {Source: {Commit: "2", Profile: "quick"}}});
    expect(diffReports(old, now).provenance).toEqual([
      {group: "Source", name: "Commit", old: "1", new: "2"},
      {group: "Packages", name: "arquero", old: "8", new: undefined},
    ]);
  });

  const change = (changes: Orchard): ReturnType<typeof diffReports> =>
    diffReports(report({markup: orchardHtml()}), report({markup: orchardHtml(changes)}));

  describe("figures and tables", () => {
    it("names the place in a plot's data", () => {
      expect(change({heights: [2, 4, 5]}).figures).toMatchObject([
        {
          anchor: "fig-heights",
          captionChanged: false,
          details: [{path: "data[0].y[1]", old: 3, new: 4}],
          detailCount: 1,
        },
      ]);
    });

    it("names the cell of a table", () => {
      expect(change({cell: "bitter"}).figures).toMatchObject([
        {anchor: "tab-tastes", details: [{path: "rows[2][1]", old: "sweet", new: "bitter"}]},
      ]);
    });

    it("tells a caption that changed from data that did", () => {
      expect(change({caption: "Heights of some."}).figures).toMatchObject([
        {anchor: "fig-heights", captionChanged: true, detailCount: 0},
      ]);
    });

    it("tells what was added and what was removed", () => {
      const without = report({markup: orchardHtml().replace(/<figure class="table[\s\S]*?<\/figure>/, "")});
      const whole = report({markup: orchardHtml()});
      expect(diffReports(without, whole).figures).toMatchObject([{anchor: "tab-tastes", old: undefined}]);
      expect(diffReports(whole, without).figures).toMatchObject([{anchor: "tab-tastes", new: undefined}]);
    });
  });

  describe("prose", () => {
    it("shows a rewritten sentence word by word", () => {
      const {prose} = change({
        prose: "There are {{trees.count}} trees, drawn in @fig-heights. Each one bears no fruit.",
      });
      expect(prose).toMatchObject([
        {
          chapter: "01-orchard",
          kind: "changed",
          sentences: [{old: "Each one bears fruit.", new: "Each one bears no fruit."}],
          valuesOnly: 0,
        },
      ]);
      expect(prose[0]!.sentences[0]!.words.filter(({kind}) => kind === "added")).toEqual([
        {kind: "added", items: ["no "]},
      ]);
    });

    it("counts sentences in which the value alone is another, and shows none of them", () => {
      expect(change({count: 4}).prose).toMatchObject([{sentences: [], valuesOnly: 1}]);
    });

    it("shows new sentences with their values, and does not pair what is unlike", () => {
      const {prose} = change({prose: "A storm felled all {{trees.count}} (see @fig-heights)."});
      expect(prose[0]!.sentences.map(({old, new: now}) => [old, now])).toEqual([
        ["There are 3 trees, drawn in Figure 1.", undefined],
        ["Each one bears fruit.", undefined],
        [undefined, "A storm felled all 3 (see Figure 1)."],
      ]);
    });
  });

  it("says what cannot be compared, and compares the rest", () => {
    const old = report({name: "old", values: {a: value(1)}});
    const now = report({name: "new", markup: orchardHtml()});
    const {notes, equal} = diffReports(old, now);
    expect(equal).toBe(true);
    expect(notes).toContain("values are not compared: new lacks them");
    expect(notes).toContain("figures and tables are not compared: old lacks them");
  });
});
