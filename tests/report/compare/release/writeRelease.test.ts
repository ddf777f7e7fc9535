import {existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {decode, encode} from "fast-png";
import {describe, expect, it} from "vitest";
import {readPage} from "../../../../src/report/compare/page/readPage.js";
import {assertClean, assertHolds} from "../../../../src/report/compare/release/assertReleasable.js";
import {contentOf} from "../../../../src/report/compare/release/contentOf.js";
import {contentBox, crop} from "../../../../src/report/compare/release/crop.js";
import {readReleaseSettings} from "../../../../src/report/compare/release/settings.js";
import {releaseLimit, writeRelease} from "../../../../src/report/compare/release/writeRelease.js";
import {temporaryFolder} from "../../../temporaryFolder.js";
import {claim, orchardHtml, report} from "../pages.js";

describe("writeRelease(folder, parts)", () => {
  function built(pdfBytes = 10): {root: string; built: string; folder: string} {
    const root = temporaryFolder("release");
    const folder = join(root, "built");
    mkdirSync(folder);
    for (const name of ["values.json", "digests.json"]) writeFileSync(join(folder, name), "{}");
    writeFileSync(join(folder, "report.pdf"), Buffer.alloc(pdfBytes));
    return {root, built: folder, folder: join(root, "released")};
  }
  const parts = {html: orchardHtml(), notes: "# Notes\n"};

  it("writes PDF, values, digests, content, notes and pictures, and tells the largest first", async () => {
    const {built: from, folder} = built(500_000);
    const pictures = [{name: "pictures/fig-heights.png", png: Buffer.alloc(3)}];
    const files = await writeRelease(folder, {...parts, built: from, pictures});
    expect(files[0]).toEqual({name: "report.pdf", bytes: 500_000});
    expect(readdirSync(folder).sort()).toEqual(
      ["NOTES.md", "content.html", "digests.json", "pictures", "report.pdf", "values.json"].sort(),
    );
    expect(readFileSync(join(folder, "NOTES.md"), "utf8")).toBe("# Notes\n");
  });

  it("replaces the release before as a whole", async () => {
    const {root, built: from, folder} = built();
    mkdirSync(folder);
    writeFileSync(join(folder, "old.png"), "");
    await writeRelease(folder, {...parts, built: from, pictures: []});
    expect(existsSync(join(folder, "old.png"))).toBe(false);
    expect(readdirSync(root).sort()).toEqual([".cache", "built", "released"]);
    expect(readdirSync(join(root, ".cache"))).toEqual([]);
  });

  it("refuses what is too large for git, names the largest, and leaves the release before", async () => {
    const {root, built: from, folder} = built(releaseLimit);
    mkdirSync(folder);
    writeFileSync(join(folder, "old.png"), "");
    await expect(writeRelease(folder, {...parts, built: from, pictures: []})).rejects.toThrow(
      /16\.0 MiB are allowed in git; the largest are report\.pdf 16\.0 MiB, content\.html/,
    );
    expect(readdirSync(folder)).toEqual(["old.png"]);
    expect(readdirSync(join(root, ".cache"))).toEqual([]);
  });
});

it("contentOf keeps what a page says, and drops what every page carries", () => {
  const page = `<!doctype html><style>${"x".repeat(1000)}</style>${orchardHtml()}<script>${"y".repeat(1000)}</script>`;
  const content = contentOf(page);
  expect(content).not.toMatch(/<style|xxxx|yyyy/);
  const [whole, kept] = [readPage(page), readPage(content)];
  expect(kept.figures).toEqual(whole.figures);
  expect(kept.chapters).toEqual(whole.chapters);
});

describe("what may be released", () => {
  const none = {dirty: false, refuted: false};
  it("is no tree with changes, unless allowed", () => {
    expect(() => assertClean({dirty: true}, none)).toThrow("say --allow-dirty");
    assertClean({dirty: true}, {...none, dirty: true});
    assertClean({dirty: false}, none);
  });

  it("is no report that refutes its claims, unless allowed; an undecided one is", () => {
    const refuted = report({claims: {a: claim("holds"), b: claim("refuted"), c: claim("undecided")}});
    expect(() => assertHolds(refuted, none)).toThrow("refutes its own claims: b (01-orchard, cell 4)");
    assertHolds(refuted, {...none, refuted: true});
    assertHolds(report({claims: {c: claim("undecided")}}), none);
    assertHolds(report(), none);
  });
});

describe("readReleaseSettings(folder)", () => {
  const read = (release: unknown): Promise<unknown> => {
    const folder = temporaryFolder("settings");
    writeFileSync(join(folder, "report.json"), JSON.stringify({release}));
    return readReleaseSettings(folder);
  };

  it("shows the first two pages where nothing is said", async () => {
    expect(await read(undefined)).toEqual({pictures: [], pages: [1, 2]});
    expect(await read({pictures: ["fig-a", "tab-b.c"], pages: [3]})).toEqual({
      pictures: ["fig-a", "tab-b.c"],
      pages: [3],
    });
  });

  it.each([
    [
      {pictures: ["confusion"]},
      '"release.pictures" must be a list of ids of figures and tables, such as "fig-confusion"',
    ],
    [{pages: [0]}, '"release.pages" must be a list of page numbers from 1, got [0]'],
  ])("refuses %j", async (release, message) => {
    await expect(read(release)).rejects.toThrow(message);
  });
});

describe("crop", () => {
  /** Grey ground with a white sheet from (2, 1) to (5, 6), in 8 by 7 pixels. */
  const picture = (): Uint8Array => {
    const inside = (i: number): boolean => i % 8 >= 2 && i % 8 < 5 && Math.floor(i / 8) >= 1 && Math.floor(i / 8) < 6;
    const data = Uint8Array.from({length: 8 * 7 * 3}, (_, i) => (inside(Math.floor(i / 3)) ? 255 : 40));
    return encode({width: 8, height: 7, channels: 3, depth: 8, data});
  };

  it("finds the sheet on its ground and cuts it out", () => {
    const decoded = decode(picture());
    const box = contentBox(decoded);
    expect(box).toEqual({left: 2, top: 1, right: 5, bottom: 6});
    const cut = decode(crop(decoded, box!));
    expect([cut.width, cut.height]).toEqual([3, 5]);
    expect(new Set(cut.data)).toEqual(new Set([255]));
  });

  it("finds none where there is only ground", () => {
    const data = new Uint8Array(4 * 4 * 3).fill(40);
    expect(contentBox(decode(encode({width: 4, height: 4, channels: 3, depth: 8, data})))).toBeUndefined();
  });
});
