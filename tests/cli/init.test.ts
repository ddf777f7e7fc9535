import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-init-"));
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

function run(program: string, args: readonly string[], cwd: string): Promise<Ended> {
  return new Promise((done) => {
    execFile(program, args, {cwd}, (error, stdout, stderr) =>
      done({code: error ? Number(error.code) : 0, stdout, stderr}),
    );
  });
}
const init = (...args: readonly string[]): Promise<Ended> =>
  run(process.execPath, [resolve("dist/cli/main.js"), "init", ...args], root);
const jsonOf = (path: string): Record<string, unknown> => JSON.parse(readFileSync(join(root, path), "utf8"));

describe("lookbook init", {timeout: 120_000}, () => {
  it("makes a report that checks and builds at once, as a new user would", async () => {
    const {code, stdout} = await init("two-dice");
    expect(code).toBe(0);
    expect(stdout).toContain("Next:\n  cd two-dice\n  npx lookbook build");
    const folder = join(root, "two-dice");
    expect(jsonOf("two-dice/package.json")).toMatchObject({
      name: "two-dice",
      dependencies: {lookbook: expect.stringMatching(/^file:/)},
    });
    const {lookbook} = jsonOf("two-dice/package.json")["dependencies"] as {lookbook: string};
    expect(realpathSync(join(folder, lookbook.slice("file:".length)))).toBe(realpathSync(resolve(".")));
    const command = join(folder, "node_modules", ".bin", "lookbook");
    expect((await run(command, ["build", "--no-pdf"], folder)).stdout).toContain("report/dist/report.html");
    expect(await run(command, ["check", "--strict"], folder)).toMatchObject({
      code: 0,
      stdout: "1 notebook: nothing to object to\n",
    });
    const {values} = jsonOf("two-dice/report/dist/values.json") as {values: Record<string, {value: number}>};
    expect(values["dice.likeliest"]!.value).toBe(7);
    expect(values["dice.share"]!.value).toBeCloseTo(1 / 6, 12);
    expect(readFileSync(join(folder, "report/dist/report.html"), "utf8")).toContain("<title>Two dice</title>");
  });

  it("writes in the language that was asked for, under the title that was given", async () => {
    await init("wuerfel", "--language", "de", "--title", "Zwei Würfel & mehr", "--no-link");
    expect(jsonOf("wuerfel/report/report.json")).toMatchObject({title: "Zwei Würfel & mehr", language: "de"});
    expect(readFileSync(join(root, "wuerfel/notebooks/01-first.ipynb"), "utf8")).toContain("# Zwei Würfel");
    expect(readFileSync(join(root, "wuerfel/README.md"), "utf8")).toMatch(/^# Zwei Würfel & mehr\n\nEin Bericht/);
    expect(existsSync(join(root, "wuerfel/node_modules"))).toBe(false);
    const check = await run(
      process.execPath,
      [resolve("dist/cli/main.js"), "check", "--no-rule", "types"],
      join(root, "wuerfel"),
    );
    expect(check.stdout).toContain("1 notebook: nothing to object to");
  });

  it("touches no folder that holds something, but one with an empty repository", async () => {
    mkdirSync(join(root, "full"));
    writeFileSync(join(root, "full", "mine.txt"), "");
    expect((await init("full")).stderr).toContain(
      "full is not empty: it holds mine.txt; name a new or an empty folder",
    );
    expect((await init("full")).code).toBe(2);
    expect((await init("full/mine.txt")).stderr).toContain("is a file, expected a folder");
    mkdirSync(join(root, "fresh", ".git"), {recursive: true});
    expect((await init("fresh")).code).toBe(0);
  });

  it("refuses a language without words before it writes anything", async () => {
    expect((await init("latin", "--language", "la")).stderr).toContain('"language" must be one of en, de');
    expect(existsSync(join(root, "latin"))).toBe(false);
  });
});
