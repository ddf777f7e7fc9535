import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {afterAll, describe, expect, it} from "vitest";
import {lookbook} from "./apples.js";
import {openSession} from "./session.js";

const elsewhere = mkdtempSync(`${tmpdir()}/lookbook-cli-`);
afterAll(() => rmSync(elsewhere, {recursive: true, force: true}));
const session = openSession();

describe("lookbook", {timeout: 60_000}, () => {
  it.each([
    "build",
    "render",
    "run",
    "runs",
    "data",
    "diff",
    "verify",
    "release",
    "measure",
    "models",
    "kernel",
    "native",
    "doctor",
    "clean",
    "check",
    "hook",
    "init",
  ])("%s --help explains itself", async (command) => {
    const {code, stdout} = await session([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain(`lookbook ${command}`);
  });

  it.each([
    ["build", "lookbook build --profile quick"],
    ["build", "lookbook build --explain"],
    ["render", "lookbook render analysis.ipynb"],
    ["run", "lookbook run notebooks/01-data.ipynb"],
    ["doctor", "lookbook doctor"],
    ["clean", "lookbook clean --data"],
    ["check", "lookbook check notebooks/01-data.ipynb --fix"],
    ["hook", "lookbook hook install"],
    ["init", "lookbook init orbits"],
    ["diff", "lookbook diff report/released report/dist"],
    ["verify", "lookbook verify report/released"],
    ["measure", "lookbook measure predict --rounds 15"],
    ["models", "lookbook models --fetch efficientnet-b0-224"],
  ])("%s --help shows examples", async (command, example) => {
    expect((await session([command, "--help"])).stdout).toContain(example);
  });

  it("documents its exit codes", async () => {
    const {stdout} = await session(["--help"]);
    for (const code of [0, 1, 2, 3, 130]) expect(stdout).toMatch(new RegExp(`^ +${code} {2}`, "m"));
  });

  it.each([
    [["build", "--profile", "huge"], 2, 'unknown profile "huge"; report.json knows quick, standard, full'],
    [["build", "-p", "epoch=3"], 2, 'no chapter declares the parameter "epoch"; known are epochs'],
    [["build", "--workers", "none"], 2, '--workers must be a whole number above 0, got "none"'],
    [["biuld"], 2, "unknown command 'biuld'"],
    [["build", "--memory", "lots"], 2, '--memory must be a size such as 4G or 800M, got "lots"'],
    [["build", "--explain", "--profile", "huge"], 2, 'unknown profile "huge"'],
    [["render", "notebooks/99-none.ipynb"], 1, "notebook notebooks/99-none.ipynb does not exist"],
    [["render", "notebooks/01-data.ipynb"], 1, "notebook notebooks/01-data.ipynb was not run: no cell has an output"],
    [["build", "--nope"], 2, "unknown option '--nope'"],
    [["run", "notebooks/99-none.ipynb"], 1, "notebook notebooks/99-none.ipynb does not exist"],
    [["build", "--data-dir", "tests/core"], 1, "tests/core"],
  ])("%j ends with code %i and one clear message", async (args, expected, message) => {
    const {code, stderr} = await session(args);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at .*\.js:\d+/);
    expect(code).toBe(expected);
  });

  it("prints the stack with --debug alone", async () => {
    expect((await session(["--debug", "build", "--profile", "huge"])).stderr).toMatch(/\n\s+at .*\.js:\d+/);
  });

  it.each([
    [["--help"], 0, "Exit codes:"],
    [["biuld"], 2, "unknown command 'biuld'"],
    [["run", "none.ipynb"], 1, "notebook none.ipynb does not exist"],
  ])("as a process, %j ends with code %i", async (args, expected, message) => {
    const {code, stdout, stderr} = await lookbook(args, elsewhere);
    expect(expected === 0 ? stdout : stderr).toContain(message);
    expect(code).toBe(expected);
  });

  it("says what to do outside a project", async () => {
    const {code, stderr} = await session(["build"], elsewhere);
    expect(stderr).toContain("run this inside a Lookbook project");
    expect(code).toBe(1);
  });
});
