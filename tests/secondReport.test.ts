import {execFile} from "node:child_process";
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {CodeGraph} from "../src/core/codeGraph.js";

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

let root = "";
let built: Ended;

function lookbook(...args: readonly string[]): Promise<Ended> {
  return new Promise((done) => {
    const program = join(root, "node_modules", "lookbook", "dist", "cli", "main.js");
    execFile(process.execPath, [program, ...args], {cwd: root}, (error, stdout, stderr) => {
      done({code: error ? Number(error.code) : 0, stdout, stderr});
    });
  });
}

const read = (path: string): string => readFileSync(join(root, path), "utf8");

function value<T>(path: string): T {
  return JSON.parse(read("report/dist/values.json")).values[path].value as T;
}

/** A report about planets, in German, far from this repository: no git, no lock file, no package but this one, by a link. */
describe("a report on another subject", {timeout: 120_000}, () => {
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), "lookbook-planets-"));
    cpSync(resolve("tests/fixtures/second-report"), root, {recursive: true});
    mkdirSync(join(root, "node_modules"));
    symlinkSync(resolve("."), join(root, "node_modules", "lookbook"), "junction");
    built = await lookbook("build");
  }, 120_000);
  afterAll(() => rmSync(root, {recursive: true, force: true}));

  it("builds, and its cells, which throw where a number is wrong, all pass", () => {
    expect(built.stderr).not.toMatch(/cell \d+/);
    expect([0, 3]).toContain(built.code); // 3: there is no browser for the PDF
    expect(existsSync(join(root, "report/dist/report.pdf"))).toBe(built.code === 0);
    expect(existsSync(join(root, "report/dist/report.html"))).toBe(true);
  });

  it("publishes what Kepler and the elements of the orbits say", () => {
    const exponent = value<Interval>("kepler.exponent");
    expect(exponent.value).toBeCloseTo(3 / 2, 3);
    expect(exponent.high - exponent.low).toBeLessThan(0.001);
    expect(value<number>("kepler.konstante")).toBeCloseTo(1, 3);
    expect(value<number>("planeten.nah")).toBeCloseTo(0.38709927 * (1 - 0.20563593), 12);
    expect(value<number>("planeten.fern")).toBeCloseTo(0.38709927 * (1 + 0.20563593), 12);
    // Neptune has been round once since it was found: from September 1846 to July 2011.
    expect(value<number>("planeten.laengster")).toBeCloseTo(164.8, 1);
    expect(value<number>("gleichung.stellen")).toBe(8 * 90);
  });

  it("says which packages bound it, and of none that had no part in it", () => {
    const {provenance} = JSON.parse(read("report/dist/values.json"));
    const packages = Object.keys(Object.values<Record<string, string>>(provenance).find((group) => "tslab" in group)!);
    expect(packages).toEqual(["markdown-it", "plotly.js-dist", "puppeteer", "tslab"]);
  });

  it("is German to the last fixed word, with a decimal comma, and in its own colours", () => {
    const html = read("report/dist/report.html");
    const text = html.replaceAll(/<(script|style)[\s\S]*?<\/\1>|<[^>]*>/g, " ").replaceAll(/[\s\u00a0\u202f]+/g, " ");
    expect(html).toMatch(/<html[^>]* lang="de-DE"/);
    expect(html).toContain("light-dark(#0b5d4e, #6fd3be)");
    expect(text).toContain("Tabelle 1");
    expect(text).toContain("Abbildung 1");
    expect(text).toContain("Gemessen ist sie 1,4999");
    expect(text).not.toMatch(/\b(Figure|Table|Chapter|Contents|Provenance) ?\d?\b/);
  });

  it("passes its own check, the finished document included", async () => {
    const {code, stdout} = await lookbook("check", "--strict");
    expect(stdout).toBe("2 notebooks: nothing to object to\n");
    expect(code).toBe(0);
  });

  it("runs nothing again while nothing changes, and all that follows from its data when they do", async () => {
    expect((await lookbook("build", "--no-pdf")).stdout).not.toMatch(/01-bahnen +ok/);
    const path = join(root, "data", "planeten.csv");
    writeFileSync(path, read("data/planeten.csv").replace("Mars,1.52371034", "Mars,1.6"));
    const again = await lookbook("build", "--no-pdf");
    expect(again.stdout).toMatch(/01-bahnen +ok[\s\S]*02-kepler +ok/);
    expect(Math.abs(value<Interval>("kepler.exponent").value - 1.5)).toBeGreaterThan(0.0005);
  });
});

it("the door lookbook/notebook leads to no TensorFlow", () => {
  const reached = [...new CodeGraph("dist").load([resolve("dist/notebook.js")]).values()];
  expect(reached.length).toBeGreaterThan(10);
  expect(reached.flatMap(({packages}) => packages.filter((name) => /tensorflow|onnx/.test(name)))).toEqual([]);
});
