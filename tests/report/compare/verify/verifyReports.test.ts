import {createHash} from "node:crypto";
import {describe, expect, it} from "vitest";
import type {ReportDigests} from "../../../../src/report/build/digests.js";
import type {ReadReport} from "../../../../src/report/compare/report.js";
import {verificationText} from "../../../../src/report/compare/show/verificationText.js";
import {recipeOf} from "../../../../src/report/compare/verify/recipe.js";
import {verifyReports} from "../../../../src/report/compare/verify/verifyReports.js";
import {orchardHtml, report, value} from "../pages.js";
import {makePdf} from "./makePdf.js";

const sha = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

interface Made {
  readonly markup?: string;
  readonly count?: number;
  readonly pdf?: Uint8Array;
  readonly browser?: string;
  readonly source?: Partial<ReportDigests["source"]>;
  readonly node?: string;
}

/** A report as a build leaves it: with the digest of everything that is in it. */
function made({
  markup = orchardHtml(),
  count = 3,
  pdf = makePdf(["Apples", "Pears"]),
  browser = "Chrome/1",
  source = {},
  node = "v20.1.0",
}: Made = {}): ReadReport {
  const values = JSON.stringify({count});
  const files = {"report.html": sha(markup), "values.json": sha(values)};
  return report({
    name: "report/dist",
    markup,
    values: {"trees.count": value(count)},
    provenance: {Source: {Profile: "small"}},
    files,
    pdf,
    digests: {
      source: {
        commit: "1".repeat(40),
        dirty: false,
        epoch: 1_700_000_000,
        profile: "small",
        parameters: {size: 3, fast: true},
        chapters: ["01-orchard"],
        inputs: {library: "aaa", data: "bbb"},
        ...source,
      },
      files: Object.fromEntries(Object.entries(files).map(([name, sha256]) => [name, {sha256, bytes: 1}])),
      machine: {node, pdf: {sha256: sha(pdf), bytes: pdf.length, browser}},
    },
  });
}

const outcomes = (verification: ReturnType<typeof verifyReports>): Record<string, string> =>
  Object.fromEntries(verification.files.map(({name, outcome}) => [name, outcome]));

describe("verifyReports(recorded, rebuilt)", () => {
  it("finds a report equal, file by file", () => {
    const verification = verifyReports(made(), made());
    expect(verification).toMatchObject({equal: true, expected: [], altered: [], page: undefined, pdf: undefined});
    expect(outcomes(verification)).toEqual({"report.html": "equal", "values.json": "equal", "report.pdf": "equal"});
    expect(verificationText(verification)).toContain("can be built again: 3 files equal, byte for byte");
  });

  it("names the value that differs", () => {
    const verification = verifyReports(made(), made({count: 4, markup: orchardHtml({count: 4})}));
    expect(verification.equal).toBe(false);
    expect(verification.diff.values).toMatchObject([{path: "trees.count", difference: 1}]);
    expect(verificationText(verification)).toMatch(/trees\.count {2}3 → 4/);
  });

  it("names the figure, and the element in which the page differs first", () => {
    const verification = verifyReports(made(), made({markup: orchardHtml({heights: [2, 3, 6]})}));
    expect(verification.diff.figures).toMatchObject([{anchor: "fig-heights"}]);
    expect(verification.page!.where).toMatch(/^chapter "1 The orchard" \(01-orchard\), figure fig-heights, /);
    expect(verification.page!.old).toContain("5");
  });

  it("names the byte and its surroundings where nothing but the markup differs", () => {
    const markup = orchardHtml();
    const at = markup.indexOf("Each one");
    const other = `${markup.slice(0, at)}\u00a0${markup.slice(at)}`;
    const {page} = verifyReports(made({markup: `é${markup}`}), made({markup: `é${other}`}));
    expect(page!.bytes.start).toBe(Buffer.byteLength(`é${markup.slice(0, at)}`));
    expect(page!.where).toContain("<p>");
  });

  it("looks at the files that lie there, and says which were changed after the build", () => {
    const report = made();
    const altered = {...report, files: {...report.files, "values.json": sha("other")}};
    const verification = verifyReports(altered, made());
    expect(outcomes(verification)).toMatchObject({"values.json": "differs", "report.html": "equal"});
    expect(verification.altered).toEqual(["values.json"]);
  });

  it("goes by the digest of what a release leaves out", () => {
    const {html: _, ...rest} = made();
    const released = {...rest, html: undefined, files: {}};
    expect(verifyReports(released, made()).equal).toBe(true);
    expect(outcomes(verifyReports(released, made({markup: orchardHtml({count: 9})})))["report.html"]).toBe("differs");
  });

  describe("the PDF", () => {
    const other = makePdf(["Apples", "Plums"]);

    it("is compared where the same browser printed both", () => {
      const verification = verifyReports(made(), made({pdf: other}));
      expect(outcomes(verification)["report.pdf"]).toBe("differs");
      expect(verification.pdf).toMatchObject({page: 2, kind: "page content"});
      expect(verificationText(verification)).toMatch(
        /report\.pdf differs first at byte \d+, in page 2, object \d+ \(page content\)/,
      );
    });

    it("is not compared where another version did, and says so", () => {
      const verification = verifyReports(made(), made({pdf: other, browser: "Chrome/2"}));
      expect(verification.equal).toBe(true);
      expect(verificationText(verification)).toContain(
        "not compared: it was printed by Chrome/1, here is Chrome/2: other versions write other bytes",
      );
    });
  });

  it("says why a difference is expected", () => {
    const now = made({
      source: {commit: "2".repeat(40), dirty: true, inputs: {library: "ccc", data: "bbb"}},
      node: "v22.0.0",
    });
    expect(verifyReports(made(), now).expected).toEqual([
      "the commit was 111111111111 and is 222222222222",
      "files are changed that are not committed",
      "the library was aaa and is ccc",
      "Node.js was v20.1.0 and is v22.0.0",
    ]);
  });

  it("compares a report of a version that wrote no digests", () => {
    const {digests: _, ...old} = made();
    const verification = verifyReports({...old, digests: undefined}, made());
    expect(outcomes(verification)).toEqual({
      "report.html": "equal",
      "values.json": "equal",
      "report.pdf": "not compared",
    });
    expect(verification.expected).toHaveLength(1);
  });
});

describe("recipeOf(report)", () => {
  it("reads how a report was built from its digests", () => {
    expect(recipeOf(made())).toEqual({
      profile: "small",
      parameters: {size: "3", fast: "true"},
      chapters: ["01-orchard"],
      epoch: 1_700_000_000,
      pdf: true,
    });
  });

  it("reads it from the provenance of an older one", () => {
    const provenance = {Source: {Profile: "quick", "Parameter seed": "7", Commit: "1"}};
    expect(recipeOf(report({values: {}, provenance}))).toEqual({
      profile: "quick",
      parameters: {seed: "7"},
      chapters: undefined,
      epoch: undefined,
      pdf: false,
    });
  });

  it("refuses a report that tells nothing of itself", () => {
    expect(() => recipeOf(report({name: "old"}))).toThrow("old does not say from which profile it was built");
  });
});
