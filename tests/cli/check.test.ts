import {execFile} from "node:child_process";
import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import type {Ended} from "./apples.js";
import {openSession} from "./session.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-check-"));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

const session = openSession();
const lookbook = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
  session(args, root, {GITHUB_ACTIONS: "", ...env});

/** As git runs it: a process that is given a file on its standard input. */
function filtered(input: string): Promise<Ended> {
  return new Promise((done) => {
    const args = [resolve("dist/cli/main.js"), "clean", "--filter"];
    const child = execFile(process.execPath, args, {cwd: root}, (error, stdout, stderr) => {
      done({code: error ? Number(error.code) : 0, stdout, stderr});
    });
    child.stdin!.end(input);
  });
}

/** A notebook with an output, a count, an outdated format and a warning in it. */
const dirty = JSON.stringify(
  {
    nbformat: 4,
    nbformat_minor: 4,
    metadata: {},
    cells: [
      {cell_type: "markdown", metadata: {}, source: ["# Apples\n", "\n", "text"]},
      {
        cell_type: "code",
        metadata: {tags: ["hide-inptu"]},
        execution_count: 1,
        source: "1 + 1",
        outputs: [{output_type: "stream", name: "stdout", text: "2"}],
      },
    ],
  },
  null,
  1,
);

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), {recursive: true});
  writeFileSync(join(root, path), text);
}
const read = (path: string): string => readFileSync(join(root, path), "utf8");

describe("lookbook check", {timeout: 60_000}, () => {
  const noTypes = ["--no-rule", "types"];

  it("tells all at once and fails; --fix mends what it can, and a warning does not fail", async () => {
    write("a.ipynb", dirty);
    const first = await lookbook(["check", "a.ipynb", ...noTypes]);
    for (const rule of ["format", "cell-ids", "kernelspec", "outputs", "execution-counts", "tags"]) {
      expect(first.stdout).toContain(`[${rule}]`);
    }
    expect(first.stdout).toMatch(/1 notebook: 6 errors, 1 warning; lookbook check --fix mends 6/);
    expect(first.code).toBe(1);
    const fixed = await lookbook(["check", "a.ipynb", "--fix"]);
    expect(fixed.stderr).toBe("mended a.ipynb\n");
    expect(fixed.stdout).toContain('nothing reads the tag "hide-inptu"; did you mean "hide-input"?');
    expect(fixed.code).toBe(0);
    expect((await lookbook(["check", "a.ipynb", "--strict"])).code).toBe(1);
  });

  it("gives JSON to programs, and annotations to GitHub at the lines of the file", async () => {
    write("a.ipynb", dirty);
    const {stdout} = await lookbook(["check", "a.ipynb", "--json", "--rule", "tags", "--rule", "outputs"]);
    expect(JSON.parse(stdout)).toMatchObject({
      notebooks: ["a.ipynb"],
      findings: [
        {rule: "outputs", severity: "error", path: "a.ipynb", cell: 2, fixable: true},
        {rule: "tags", severity: "warning", cell: 2, fixable: false},
      ],
    });
    const annotated = await lookbook(["check", "a.ipynb", "--rule", "outputs"], {GITHUB_ACTIONS: "true"});
    const line = dirty.split("\n").findIndex((text) => text.includes("1 + 1")) + 1;
    expect(annotated.stdout).toContain(`::error file=a.ipynb,line=${line},title=outputs::cell 2: 1 stored output`);
  });

  it("leaves TypeScript alone where no rule asks for it", async () => {
    write("a.ipynb", dirty);
    expect((await lookbook(["check", "a.ipynb", "--rule", "title"])).stdout).toBe("1 notebook: nothing to object to\n");
  });

  it.each([
    [["check", "--rule", "outptus"], 2, 'There is no rule "outptus"; did you mean "outputs"?'],
    [["check", "none.ipynb"], 1, "none.ipynb does not exist"],
    [["check"], 1, "run this inside a Lookbook project"],
    [["check", "--staged", "--fix"], 2, "--fix mends files, --staged checks the index"],
    [["check", "--staged"], 2, "lies in no git repository"],
  ])("%j ends with code %i and one clear message", async (args, expected, message) => {
    const {code, stderr} = await lookbook(args, {GIT_CEILING_DIRECTORIES: tmpdir()});
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it("lists its rules", async () => {
    const {stdout} = await lookbook(["check", "--rules"]);
    expect(stdout).toMatch(/^outputs +error +no stored outputs \(--fix\)$/m);
    expect(stdout).toMatch(/^top-level-loop +warning/m);
  });
});

describe("lookbook clean", {timeout: 60_000}, () => {
  it("strips the notebooks of the project, says what it saves, and leaves clean ones alone", async () => {
    write("report/report.json", "{}");
    write("notebooks/a.ipynb", dirty);
    expect((await lookbook(["clean", "--notebooks", "--dry-run"])).stdout).toMatch(
      /^would strip notebooks\/a\.ipynb {2}\d+ B → \d+ B$/m,
    );
    expect(read("notebooks/a.ipynb")).toBe(dirty);
    expect((await lookbook(["clean", "--notebooks"])).stdout).toMatch(/^stripped notebooks\/a\.ipynb/);
    expect(JSON.parse(read("notebooks/a.ipynb")).cells[1]).toMatchObject({outputs: [], execution_count: null});
    expect((await lookbook(["clean", "--notebooks"])).stdout).toBe("1 notebooks, all clean\n");
  });

  it("refuses a notebook outside of the project", async () => {
    write("project/report/report.json", "{}");
    write("other.ipynb", dirty);
    const {stderr} = await session(["clean", "--notebooks", "../other.ipynb"], join(root, "project"));
    expect(stderr).toContain("../other.ipynb lies outside of the project");
    expect(read("other.ipynb")).toBe(dirty);
  });

  it("filters for git, and lets pass what is no notebook", async () => {
    const {stdout} = await filtered(dirty);
    expect(JSON.parse(stdout).cells[1].outputs).toEqual([]);
    const conflict = "<<<<<<< HEAD\n";
    const passed = await filtered(conflict);
    expect(passed).toMatchObject({code: 0, stdout: conflict, stderr: expect.stringContaining("it passes as it is")});
  });

  it("removes what builds made, with sizes, and nothing in a dry run", async () => {
    write("report/report.json", "{}");
    write("report/dist/report.html", "x".repeat(2500));
    write("data/raw/keep.csv", "1");
    expect((await lookbook(["clean", "--dry-run"])).stdout).toBe("would remove report/dist/  2.5 kB\n2.5 kB in all\n");
    expect(read("report/dist/report.html")).toHaveLength(2500);
    expect((await lookbook(["clean"])).stdout).toBe("removed report/dist/  2.5 kB\n2.5 kB in all\n");
    expect((await lookbook(["clean"])).stdout).toBe("nothing to remove\n");
    expect(read("data/raw/keep.csv")).toBe("1");
  });
});
