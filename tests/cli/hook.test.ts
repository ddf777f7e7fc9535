import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";

const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
};
let root = "";
let project = "";

function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((done) => {
    execFile(program, args, {cwd, env}, (_, stdout, stderr) => done(stdout + stderr));
  });
}
const hook = (...args: readonly string[]): Promise<string> =>
  run(process.execPath, [resolve("dist/cli/main.js"), "hook", ...args], project);

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "lookbook-hook-cli-"));
  project = join(root, "reports", "apples");
  mkdirSync(join(project, "report"), {recursive: true});
  writeFileSync(join(project, "report", "report.json"), "{}");
});
afterAll(() => rmSync(root, {recursive: true, force: true}));

describe("lookbook hook", {timeout: 60_000}, () => {
  it("says what is missing outside of a repository", async () => {
    expect(await hook("status")).toContain("lies in no git repository");
  });

  it("installs, shows and removes hook and filter of a project in a folder of a repository", async () => {
    await run("git", ["init", "-q"], root);
    expect(await hook("status")).toBe(
      "no pre-commit hook (../../.git/hooks/pre-commit)\ngit add leaves notebooks as they are\n",
    );
    const installed = "pre-commit checks staged notebooks (../../.git/hooks/pre-commit)\ngit add strips notebooks\n";
    expect(await hook("install", "--filter")).toBe(installed);
    expect(await hook("status")).toBe(installed);
    expect(await run("cat", [join(root, ".git/hooks/pre-commit")], root)).toContain(
      "'reports/apples/node_modules/lookbook/dist/cli/main.js'",
    );
    expect(await hook("remove")).toContain("no pre-commit hook");
    expect(existsSync(join(root, ".git/hooks/pre-commit"))).toBe(false);
  });
});
