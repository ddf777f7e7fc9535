import {writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {parametersOf, readConfig} from "../../../src/report/build/config.js";
import {temporaryFolder} from "../../temporaryFolder.js";

function folderWith(config: unknown): string {
  const folder = temporaryFolder("config");
  writeFileSync(join(folder, "report.json"), typeof config === "string" ? config : JSON.stringify(config));
  return folder;
}

const minimal = {title: "A report", chapters: ["01-one"]};

describe("readConfig(folder)", () => {
  it("reads the report of this repository", async () => {
    const config = await readConfig("report");
    expect(config.chapters[0]).toBe("01-data");
    expect(Object.keys(config.profiles)).toEqual(["quick", "standard", "full"]);
  });

  it("needs a title and a chapter, and fills in the rest", async () => {
    const config = await readConfig(folderWith(minimal));
    expect(config).toMatchObject({title: "A report", language: "en", authors: [], defaultProfile: "default"});
  });

  it.each([
    ["{", "is not JSON"],
    [[], '"(top level)" must be an object, got []'],
    [{...minimal, title: 3}, '"title" must be text, got 3'],
    [{title: "x", chapters: []}, '"chapters" must be a list with at least one notebook, got []'],
    [{...minimal, chapters: ["a", "a"]}, '"chapters" must be a list without repeats, got "a"'],
    [{...minimal, chapters: ["../../etc/passwd"]}, '"chapters" must be names of notebooks'],
    [{...minimal, defaultProfile: "huge", profiles: {quick: {}}}, '"defaultProfile" must be one of quick, got "huge"'],
    [{...minimal, profiles: {"../quick": {}}}, '"profiles" must be named by letters, digits, spaces, dots and hyphens'],
    [{...minimal, profiles: {quick: {strict: 1}}}, '"profiles.quick.strict" must be true or false, got 1'],
    [
      {...minimal, profiles: {quick: {parameters: {a: null}}}},
      '"profiles.quick.parameters" must be an object of texts, numbers, booleans',
    ],
    [{...minimal, langauge: "de"}, 'nothing reads the key "langauge"; did you mean "language"?'],
    [
      {...minimal, profiles: {quick: {strickt: true}}},
      'nothing reads the key "profiles.quick.strickt"; did you mean "strict"?',
    ],
  ])("refuses %j", async (config, message) => {
    await expect(readConfig(folderWith(config))).rejects.toThrow(message);
  });

  it("names the missing file", async () => {
    await expect(readConfig(tmpdir())).rejects.toThrow(
      `report configuration ${join(tmpdir(), "report.json")} does not exist`,
    );
  });
});

describe("parametersOf(config, profile, overrides)", () => {
  it("lets the profile win over the configuration, and the command line over both", async () => {
    const config = await readConfig(
      folderWith({...minimal, parameters: {a: 1, b: 1, c: 1}, profiles: {quick: {parameters: {b: 2, c: 2}}}}),
    );
    expect(parametersOf(config, "quick", {c: 3})).toEqual({a: 1, b: 2, c: 3});
    expect(Object.keys(parametersOf(config, "quick", {z: 1, y: 2, b: 3}))).toEqual(["a", "b", "c", "y", "z"]);
  });

  it("names the profiles that exist", async () => {
    const config = await readConfig("report");
    expect(() => parametersOf(config, "huge")).toThrow(
      'unknown profile "huge"; report.json knows quick, standard, full',
    );
  });
});
