import {execFileSync} from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {projectAt} from "../../../../src/core/paths.js";
import {hasFilter, installFilter, removeFilter} from "../../../../src/report/check/git/filter.js";
import {type Git, gitIn} from "../../../../src/report/check/git/git.js";
import {hookStatus, installHook, prefixOf, removeHook} from "../../../../src/report/check/git/hook.js";
import {indexedFiles, indexedSources, stagedFiles} from "../../../../src/report/check/git/stagedSources.js";
import {notebookOf} from "../notebooks.js";

// Nothing of the machine's own git reaches these repositories.
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_"))),
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_SYSTEM: "/dev/null",
  ...Object.fromEntries(
    ["AUTHOR", "COMMITTER"].flatMap((who) => [
      [`GIT_${who}_NAME`, "A"],
      [`GIT_${who}_EMAIL`, "a@example.org"],
    ]),
  ),
};
const program = resolve("dist/cli/main.js");

let root = "";
let git: Git;
beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "lookbook-hook-")));
  git = gitIn(root, env);
  await git("init", "-q", "-b", "main");
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

function write(path: string, text: string): string {
  mkdirSync(join(root, path, ".."), {recursive: true});
  writeFileSync(join(root, path), text);
  return join(root, path);
}

const clean = `${JSON.stringify(notebookOf(["# Apples"]))}\n`;
const dirty = clean.replace("# Apples", "Apples");

/** What `git commit` says, and whether it did. */
function commit(folder = root): {readonly done: boolean; readonly said: string} {
  try {
    execFileSync("git", ["commit", "-qm", "try"], {cwd: folder, env, encoding: "utf8", stdio: "pipe"});
    return {done: true, said: ""};
  } catch (error) {
    const {stdout, stderr} = error as {stdout: string; stderr: string};
    return {done: false, said: stdout + stderr};
  }
}

describe("the pre-commit hook", {timeout: 60_000}, () => {
  const install = (folder = root): Promise<unknown> => installHook(gitIn(folder, env), {prefix: "", program});

  it("lets a clean notebook pass and holds another back, by what is staged and not by what lies there", async () => {
    await install();
    const file = write("a.ipynb", dirty);
    await git("add", ".");
    writeFileSync(file, clean);
    const held = commit();
    expect(held.done).toBe(false);
    expect(held.said).toContain('a.ipynb\n  error: the notebook has no heading "# ..." [title]');
    await git("add", ".");
    writeFileSync(file, dirty);
    expect(commit()).toEqual({done: true, said: ""});
  });

  it("says nothing where no notebook is staged", async () => {
    await install();
    write("a.txt", "text");
    write("b.ipynb", dirty);
    await git("add", "a.txt");
    expect(commit().done).toBe(true);
  });

  it("keeps a hook that was there, runs it first, and puts it back", async () => {
    const before = write(".git/hooks/pre-commit", "#!/bin/sh\necho before; test ! -e forbidden\n");
    chmodSync(before, 0o755);
    await install();
    expect(await hookStatus(git)).toMatchObject({state: "ours", isChained: true});
    write("forbidden", "");
    await git("add", ".");
    expect(commit()).toMatchObject({done: false, said: expect.stringContaining("before")});
    rmSync(join(root, "forbidden"));
    write("a.ipynb", dirty);
    await git("add", ".");
    expect(commit().said).toContain("[title]");
    await install();
    expect(await hookStatus(git)).toMatchObject({state: "ours", isChained: true});
    expect(await removeHook(git)).toMatchObject({state: "another's", isChained: false});
    expect(readFileSync(before, "utf8")).toContain("echo before");
    expect(statSync(before).mode & 0o111).not.toBe(0);
  });

  it("goes where core.hooksPath says, and leaves hooks alone that others share", async () => {
    await git("config", "core.hooksPath", "tools/hooks");
    await install();
    expect(existsSync(join(root, "tools/hooks/pre-commit"))).toBe(true);
    const shared = mkdtempSync(join(tmpdir(), "lookbook-shared-"));
    await git("config", "core.hooksPath", shared);
    await expect(install()).rejects.toThrow(`core.hooksPath is ${shared}, which other repositories share`);
    rmSync(shared, {recursive: true});
  });

  it("serves a second work tree", async () => {
    write("a.txt", "");
    await git("add", ".");
    commit();
    await git("worktree", "add", "-q", join(root, "second"));
    const second = join(root, "second");
    await install(second);
    writeFileSync(join(second, "a.ipynb"), dirty);
    await gitIn(second, env)("add", "a.ipynb");
    expect(commit(second).said).toContain("[title]");
  });

  it("is removed only where it is ours, and says how it stands", async () => {
    expect(await removeHook(git)).toMatchObject({state: "none"});
    await install();
    expect(await removeHook(git)).toMatchObject({state: "none"});
    expect(existsSync(join(root, ".git/hooks/pre-commit"))).toBe(false);
  });

  it("says what to do where the package is gone", async () => {
    await installHook(git, {prefix: "", program: join(root, "gone.js")});
    write("a.ipynb", clean);
    await git("add", ".");
    expect(commit().said).toContain("the staged notebooks cannot be checked: run npm ci");
  });

  it("knows a project in a folder of the repository", async () => {
    mkdirSync(join(root, "reports", "apples"), {recursive: true});
    expect(await prefixOf(gitIn(join(root, "reports", "apples"), env))).toBe("reports/apples");
    expect(await prefixOf(git)).toBe("");
  });

  it("needs a repository", async () => {
    const nowhere = realpathSync(mkdtempSync(join(tmpdir(), "lookbook-nowhere-")));
    await expect(hookStatus(gitIn(nowhere, env))).rejects.toThrow("lies in no git repository");
    rmSync(nowhere, {recursive: true});
  });
});

describe("staged notebooks", () => {
  it("are those that the commit adds or changes, with odd names, from any folder", async () => {
    write("notebooks/a b.ipynb", clean);
    write("notebooks/ü.ipynb", clean);
    write("notebooks/gone.ipynb", clean);
    write("notes.txt", "");
    await git("add", ".");
    commit();
    write("notebooks/a b.ipynb", dirty);
    write("notebooks/ü.ipynb", dirty);
    rmSync(join(root, "notebooks/gone.ipynb"));
    await git("add", "-A");
    write("notebooks/ü.ipynb", "changed since");
    const inside = gitIn(join(root, "notebooks"), env);
    const files = [join(root, "notebooks/a b.ipynb"), join(root, "notebooks/ü.ipynb")];
    expect(await stagedFiles(inside)).toEqual(files);
    expect(await indexedFiles(git, projectAt(root))).toEqual(files);
    const sources = await indexedSources(git, files, root);
    expect(sources.map(({path, text}) => [path, text])).toEqual([
      ["notebooks/a b.ipynb", dirty],
      ["notebooks/ü.ipynb", dirty],
    ]);
  });
});

describe("the clean filter", {timeout: 60_000}, () => {
  it("strips what is staged and leaves the work tree as it is", async () => {
    await installFilter(git, program);
    expect(await hasFilter(git)).toBe(true);
    const run = clean.replace('"metadata":{}', '"metadata":{"collapsed":true}');
    const file = write("a.ipynb", run);
    await git("add", ".");
    expect(await git("show", ":a.ipynb")).not.toContain("collapsed");
    expect(readFileSync(file, "utf8")).toBe(run);
    expect(await git("status", "--porcelain")).toBe("A  a.ipynb\n");
  });

  it("is taken away without a trace, and leaves other attributes", async () => {
    const attributes = write(".git/info/attributes", "*.csv -text\n");
    await installFilter(git, program);
    await installFilter(git, program);
    expect(readFileSync(attributes, "utf8")).toBe("*.csv -text\n*.ipynb filter=lookbook\n");
    await removeFilter(git);
    await removeFilter(git);
    expect(readFileSync(attributes, "utf8")).toBe("*.csv -text\n");
    expect(await hasFilter(git)).toBe(false);
  });
});
