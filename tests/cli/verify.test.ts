import {execFileSync} from "node:child_process";
import {cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {diffReports} from "../../src/report/compare/diff/diffReports.js";
import {readReport} from "../../src/report/compare/readReport.js";
import {diffText} from "../../src/report/compare/show/text.js";
import {edit, lookbook, writeApples} from "./apples.js";
import {openSession} from "./session.js";

const folder = mkdtempSync(join(tmpdir(), "lookbook-verify-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const here = join(folder, "a");
const there = join(folder, "another user's place", "with a longer path");
const clock = {...process.env, SOURCE_DATE_EPOCH: "1700000000"};
const session = openSession();

/** One core of the machine, where the system can do that. */
function oneCore(): string[] {
  try {
    execFileSync("taskset", ["-c", "0", "true"], {stdio: "ignore"});
    return ["taskset", "-c", "0"];
  } catch {
    return [];
  }
}

/** A copy of a report with one thing changed in it. */
function mutated(name: string, file: string, from: string, to: string): string {
  const copy = join(here, "report", ".cache", name);
  cpSync(join(here, "report", "dist"), copy, {recursive: true});
  edit(join(copy, file), from, to);
  return copy;
}

describe("lookbook build, verify and diff", {timeout: 120_000}, () => {
  beforeAll(async () => {
    for (const root of [here, there]) writeApples(root);
    expect(await lookbook(["build", "--workers", "1"], here, {env: {...clock, TZ: "UTC", LANG: "C"}})).toMatchObject({
      code: 0,
    });
  }, 120_000);

  it("give the same bytes in another folder, time zone, language, home, with another name, mask, number of cores and of workers, without what is cached", async () => {
    const home = join(folder, "home");
    mkdirSync(home);
    const env = {
      ...process.env,
      TZ: "Asia/Tokyo",
      LANG: "de_DE.UTF-8",
      LC_ALL: "de_DE.UTF-8",
      HOME: home,
      USER: "other",
    };
    const before = ["sh", "-c", 'umask 077; exec "$@"', "sh", ...oneCore()];
    const cache = join("report", ".cache");
    cpSync(join(here, cache), join(there, cache), {recursive: true});
    expect((await session(["build", "--explain"], there)).stdout).toMatch(/01-make +hit/);
    const args = ["verify", join(here, "report", "dist"), "--workers", "3"];
    const {code, stdout} = await lookbook(args, there, {env, before});
    expect(stdout).toContain("01-make  ok");
    expect(stdout).toContain("can be built again: 5 files equal, byte for byte");
    expect(code).toBe(0);
    const digests: unknown = JSON.parse(readFileSync(join(here, "report", "dist", "digests.json"), "utf8"));
    expect(digests).toMatchObject({machine: {pdf: {browser: expect.stringMatching(/Chrome/)}}});
  });

  it("name every value, figure, table and byte that is another, and say why that was to be expected", async () => {
    const copy = mutated("several", "values.json", '"value": 3', '"value": 4');
    edit(join(copy, "report.html"), '"y":[1,3]', '"y":[1,5]');
    edit(join(copy, "report.html"), "Who ate.", "Who eats.");
    edit(join(copy, "digests.json"), process.version, "v1.2.3");
    const {code, stdout} = await session(["verify", "--reuse", copy], here);
    expect(code).toBe(1);
    expect(stdout).toContain("cannot be built again: 2 files of 5 differ");
    expect(stdout).toMatch(/apples\.count {2}4 → 3 {2}−1/);
    expect(stdout).toMatch(/Figure 1 \(fig-sizes\) +data changed; data\[0\]\.y\[1\]: 5 → 3/);
    expect(stdout).toMatch(/Table 1 \(tab-who\) +caption changed; "Who \[-eats-\]\{\+ate\+\}\."/);
    expect(stdout).toMatch(/report\.html differs first at byte \d+, in chapter "1 Making" \(01-make\)/);
    expect(stdout).toContain("values.json is not the file that digests.json records");
    expect(stdout).toContain(`a difference is expected, because\n  - Node.js was v1.2.3 and is ${process.version}\n`);
  });

  it.each([
    ["a value", "values.json", '"value": 3', '"value": 4', /apples\.count {2}3 → 4/],
    ["a claim", "values.json", '"outcome": "holds"', '"outcome": "refuted"', /eaten {2}holds → refuted/],
    ["a figure", "report.html", '"y":[1,3]', '"y":[1,4]', /Figure 1 \(fig-sizes\) +data changed/],
    [
      "a cell of a table",
      "report.html",
      ">Bob</th>",
      ">Eve</th>",
      /Table 1 \(tab-who\) +data changed; rows\[2\]\[0\]: Bob → Eve/,
    ],
    ["a caption", "report.html", "Sizes of all", "Sizes of some", /Figure 1 \(fig-sizes\) +caption changed/],
    [
      "prose",
      "report.html",
      "All apples are eaten, by",
      "Most apples are eaten, by",
      /prose of 02-use\n {2}~ \[-All-\] \{\+Most\+\} apples/,
    ],
    ["a byte of the style", "report.html", "body {", "body  {", /elsewhere\n {2}byte \d+, in a style sheet/],
  ])("tell %s that was changed", async (name, file, from, to, message) => {
    const copy = mutated(name.replaceAll(" ", "-"), file, from, to);
    const places = {folder: here, root: here};
    const [before, after] = [await readReport("report/dist", places), await readReport(copy, places)];
    expect(diffText(diffReports(before, after))).toMatch(message);
  });

  it("find nothing between a report and itself, and end with 1 where something differs", async () => {
    const page = join(folder, "changes.html");
    const same = ["diff", "report/dist", "report/dist/report.html", "--markdown", "--html", page];
    expect(await session(same, here)).toMatchObject({code: 0, stdout: expect.stringContaining("nothing differs")});
    expect(readFileSync(page, "utf8")).toContain("Nothing differs.");
    const other = mutated("other", "values.json", '"value": 3', '"value": 4');
    const {code, stdout} = await session(["diff", "report/dist", other, "--json"], here);
    expect(JSON.parse(stdout)).toMatchObject({equal: false, counts: {values: 1, figures: 2}});
    expect(code).toBe(1);
  });

  it.each([
    [["verify"], folder, 1, "run this inside a Lookbook project"],
    [["diff", "report/dist", "nowhere"], here, 1, "no report at nowhere"],
    [["diff", "report/dist"], here, 2, "missing required argument 'new'"],
    [["verify", "--workers", "none"], here, 2, "--workers must be a whole number above 0"],
  ])("%j fails with one clear message", async (args, cwd, expected, message) => {
    const {code, stderr} = await session(args, cwd);
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });
});
