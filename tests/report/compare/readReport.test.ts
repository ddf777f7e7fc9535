import {execFileSync} from "node:child_process";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readReport} from "../../../src/report/compare/readReport.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {orchardHtml} from "./pages.js";

function write(folder: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(folder, {recursive: true});
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
}

function values(count: number): string {
  return JSON.stringify({
    provenance: {Source: {Profile: "small"}},
    values: {count: {value: count, chapter: "a", cell: 1}},
  });
}

describe("readReport(place, places)", () => {
  it("reads a folder, or a page with what lies beside it", async () => {
    const root = temporaryFolder("read");
    write(join(root, "dist"), {"report.html": orchardHtml(), "values.json": values(3)});
    for (const place of ["dist", "dist/report.html"]) {
      const report = await readReport(place, {folder: root, root});
      expect(report).toMatchObject({
        name: place,
        values: {count: {value: 3}},
        provenance: {Source: {Profile: "small"}},
      });
      expect(report.page!.figures).toHaveLength(2);
      expect(report).toMatchObject({claims: undefined, digests: undefined, pdf: undefined});
    }
  });

  it("reads what a release keeps of the page", async () => {
    const root = temporaryFolder("read");
    write(root, {"content.html": orchardHtml()});
    const report = await readReport(".", {folder: root, root}).catch((error: Error) => error.message);
    expect(report).toMatchObject({html: undefined, page: {figures: [{}, {}]}});
  });

  it("reads a release out of git, also where the project is a folder of the repository", async () => {
    const repository = temporaryFolder("read");
    const root = join(repository, "project");
    const git = (...args: string[]): void => {
      const identity = {GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a"};
      execFileSync("git", ["-C", repository, ...args], {env: {...process.env, ...identity}});
    };
    git("init", "-q");
    for (const count of [1, 2]) {
      write(join(root, "report", "released"), {"values.json": values(count)});
      git("add", ".");
      git("commit", "-q", "-m", `release ${count}`);
    }
    const count = async (place: string): Promise<unknown> =>
      (await readReport(place, {folder: root, root})).values!["count"]!.value;
    expect(await count("HEAD")).toBe(2);
    expect(await count("HEAD~1")).toBe(1);
  });

  it.each([
    ["nowhere", "no report at nowhere: there is neither such a folder or page, nor such a git revision"],
    ["--all", "no report at --all"],
    ["empty", "empty holds no report: neither report.html nor values.json is there"],
  ])("names what is not there: %s", async (place, message) => {
    const root = temporaryFolder("read");
    mkdirSync(join(root, "empty"));
    await expect(readReport(place, {folder: root, root})).rejects.toThrow(message);
  });

  it("names a damaged file", async () => {
    const root = temporaryFolder("read");
    write(root, {"values.json": "{"});
    await expect(readReport(".", {folder: root, root})).rejects.toThrow("., values.json is not JSON");
  });
});
