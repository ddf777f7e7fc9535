import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {readCheckConfig} from "../../../src/report/check/checkConfig.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-check-"));
  mkdirSync(join(root, "report"));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

function read(config: object): ReturnType<typeof readCheckConfig> {
  writeFileSync(join(root, "report", "report.json"), JSON.stringify(config));
  return readCheckConfig(join(root, "report"));
}

describe("readCheckConfig(folder)", () => {
  it("asks for nothing special by default", async () => {
    expect(await read({language: "de"})).toMatchObject({
      language: "de",
      headings: "any",
      rules: {},
      tags: [],
      uncheckedIndex: false,
    });
  });

  it("reads the list of words: wrong and right, names, comments", async () => {
    writeFileSync(join(root, "report", "words.txt"), "# ours\ndata set -> dataset\nKepler   # a name\n\n");
    const {words, headings} = await read({check: {words: "report/words.txt", headings: "sentence-case"}});
    expect(headings).toBe("sentence-case");
    expect([...words.wrong]).toEqual([["data set", "dataset"]]);
    expect([...words.names]).toEqual(["Kepler"]);
  });

  it.each([
    [{check: 5}, '"check" must be an object, got 5'],
    [{check: {heading: "any"}}, '"check.heading" must be one of headings, words, rules, tags, uncheckedIndex'],
    [{check: {headings: "upper"}}, '"check.headings" must be "sentence-case", "title-case" or "any", got "upper"'],
    [{check: {rules: {clocks: "off"}}}, 'did you mean "clock"?, got "clocks"'],
    [{check: {rules: {clock: "never"}}}, '"check.rules.clock" must be "error", "warning" or "off", got "never"'],
    [{check: {words: "report/none.txt"}}, "report/none.txt, named in report.json, cannot be read"],
    [{check: {tags: "draft"}}, '"check.tags" must be a list of texts, got "draft"'],
  ])("refuses %j", async (config, message) => {
    await expect(read(config)).rejects.toThrow(message);
  });
});
