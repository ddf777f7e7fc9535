import {execFileSync} from "node:child_process";
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {lookbook, writeApples} from "./apples.js";

const root = mkdtempSync(join(tmpdir(), "lookbook-release-"));
const released = join(root, "report", "released");
afterAll(() => rmSync(root, {recursive: true, force: true}));

function git(...args: string[]): string {
  const identity = {GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a"};
  return execFileSync("git", ["-C", root, ...args], {env: {...process.env, ...identity}, encoding: "utf8"});
}

function commit(message: string): void {
  git("add", ".");
  git("commit", "-q", "-m", message);
}

describe("lookbook release", {timeout: 120_000}, () => {
  beforeAll(() => {
    writeApples(root, {release: {pictures: ["fig-sizes"], pages: [1]}});
    git("init", "-q");
  });

  it("refuses a tree with changes that are not committed", async () => {
    const {code, stderr} = await lookbook(["release"], root);
    expect(stderr).toContain("nobody could build this release again; commit them first, or say --allow-dirty");
    expect(code).toBe(1);
  });

  it("builds twice, compares, and writes what git is to keep", async () => {
    commit("apples");
    const {code, stdout, stderr} = await lookbook(["release"], root);
    expect(stderr.replace(/^left out: page 1.*\n/, "")).toBe("");
    expect(code).toBe(0);
    expect(stdout.match(/01-make {2}ok/g)).toHaveLength(2);
    expect(readdirSync(released)).toEqual(
      expect.arrayContaining(["NOTES.md", "content.html", "digests.json", "pictures", "report.pdf", "values.json"]),
    );
    expect(
      readFileSync(join(released, "pictures", "fig-sizes.png"))
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    const notes = readFileSync(join(released, "NOTES.md"), "utf8");
    expect(notes).toContain("This is the first release.");
    expect(notes).toContain(git("rev-parse", "HEAD").trim());
    expect(existsSync(join(root, "report", ".cache", "release"))).toBe(false);
  });

  it("makes one that can be verified once it is committed: its own commit does not count", async () => {
    commit("a release");
    const {code, stdout} = await lookbook(["verify", "--reuse", "report/released"], root);
    expect(stdout).toContain("report/released can be built again: 5 files equal, byte for byte");
    expect(code).toBe(0);
  });
});
