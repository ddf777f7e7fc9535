import {describe, expect, it} from "vitest";
import type {ReportDigests} from "../../../../src/report/build/digests.js";
import {releaseNotes} from "../../../../src/report/compare/release/releaseNotes.js";
import type {ReadReport} from "../../../../src/report/compare/report.js";
import {claim, orchardHtml, report} from "../pages.js";

const digests: ReportDigests = {
  source: {
    commit: "c".repeat(40),
    dirty: false,
    epoch: 1_700_000_000,
    profile: "full",
    parameters: {},
    chapters: ["01-orchard"],
    inputs: {},
  },
  files: {"report.html": {sha256: "h".repeat(64), bytes: 1}},
  machine: {node: "v20", pdf: {sha256: "p".repeat(64), bytes: 1, browser: "Chrome/1"}},
};
const released = (outcome: "holds" | "refuted"): ReadReport =>
  report({markup: orchardHtml(), values: {}, claims: {bears: claim(outcome)}, digests, pdf: Buffer.from("")});

describe("releaseNotes(released, before)", () => {
  it("says what the release is, and how to check it", () => {
    const notes = releaseNotes(released("holds"), undefined);
    expect(notes).toMatch(/^# Test report\n\n- date: 2023-11-14\n- commit: c{40}\n- profile: full\n/);
    expect(notes).toContain(`- SHA-256 of the HTML: \`${"h".repeat(64)}\``);
    expect(notes).toContain(`- SHA-256 of the PDF: \`${"p".repeat(64)}\` (Chrome/1)`);
    expect(notes).toContain("`lookbook verify report/released`");
    expect(notes).toMatch(/This is the first release\.\n$/);
  });

  it("says what changed since the one before", () => {
    const notes = releaseNotes(released("refuted"), released("holds"));
    expect(notes).toContain("the release before → this release");
    expect(notes).toContain("| `bears` | holds → refuted |");
  });
});
