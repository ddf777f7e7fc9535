import {execFileSync} from "node:child_process";
import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, it} from "vitest";
import {readCommit} from "../../../src/report/build/commit.js";
import {temporaryFolder} from "../../temporaryFolder.js";

it("tells commit, date and whether the tree is clean", async () => {
  const root = temporaryFolder("commit");
  const {SOURCE_DATE_EPOCH: _, ...env} = process.env;
  const git = (...args: string[]): void => {
    const identity = {
      GIT_AUTHOR_NAME: "a",
      GIT_AUTHOR_EMAIL: "a@b",
      GIT_COMMITTER_NAME: "a",
      GIT_COMMITTER_EMAIL: "a@b",
    };
    execFileSync("git", ["-C", root, ...args], {env: {...env, ...identity, GIT_COMMITTER_DATE: "1700000000 +0000"}});
  };
  expect(await readCommit(root, env)).toEqual({hash: undefined, dirty: false, epoch: undefined});
  git("init", "-q");
  git("commit", "-q", "--allow-empty", "-m", "first");
  expect(await readCommit(root, env)).toEqual({
    hash: expect.stringMatching(/^[0-9a-f]{40}$/),
    dirty: false,
    epoch: 1_700_000_000,
  });
  writeFileSync(join(root, "new"), "");
  expect(await readCommit(root, {...env, SOURCE_DATE_EPOCH: "5"})).toMatchObject({dirty: true, epoch: 5});
  git("add", "new");
  git("commit", "-q", "-m", "second");
  const source = await readCommit(root, env);
  mkdirSync(join(root, "report", "released"), {recursive: true});
  writeFileSync(join(root, "report", "released", "values.json"), "{}");
  expect(await readCommit(root, env), "a release does not make its own source dirty").toEqual(source);
  git("add", "report");
  git("commit", "-q", "-m", "a release");
  expect(await readCommit(root, env), "nor does its commit change it").toEqual(source);
});

it("takes a tree for changed, too, where git has more than a megabyte to say of it", async () => {
  const root = temporaryFolder("commit");
  execFileSync("git", ["-C", root, "init", "-q"]);
  for (let i = 0; i < 6000; i++) writeFileSync(join(root, `${"long".repeat(50)}-${i}`), "");
  expect(await readCommit(root, process.env)).toMatchObject({dirty: true});
});
