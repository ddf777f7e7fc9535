import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, describe, expect, it} from "vitest";
import {readGlossary, readSources} from "../../../src/report/build/readSources.js";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true, force: true});
});

function project(files: Readonly<Record<string, unknown>>): {root: string; report: string} {
  const root = mkdtempSync(join(tmpdir(), "lookbook-sources-"));
  folders.push(root);
  const report = join(root, "report");
  mkdirSync(report);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(report, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return {root, report};
}

const entries = [{id: "efron1993", type: "book", title: "An introduction to the bootstrap"}];

describe("readSources(paths, config)", () => {
  it("reads references.json, where there is one, with the numeric style", async () => {
    expect(await readSources(project({}), {})).toBeUndefined();
    const sources = await readSources(project({"references.json": entries}), {});
    expect(sources).toMatchObject({path: "report/references.json", items: entries});
    expect(sources!.style).toContain("<id>lookbook-numeric</id>");
    expect(Object.keys(sources!.locales)).toEqual(["en-US", "de-DE"]);
  });

  it("takes another file, another style, or a style of the project's own", async () => {
    const files = {"works.json": entries, "my.csl": "<style/>"};
    const own = await readSources(project(files), {references: "works.json", citationStyle: "my.csl"});
    expect(own).toMatchObject({path: "report/works.json", style: "<style/>", stylePath: "report/my.csl"});
    const known = await readSources(project(files), {references: "works.json", citationStyle: "author-date"});
    expect(known!.style).toContain("<id>lookbook-author-date</id>");
  });

  it("names what is not there", async () => {
    await expect(readSources(project({}), {references: "works.json"})).rejects.toThrow(
      /list of sources .*works.json does not exist/,
    );
    await expect(readSources(project({"references.json": entries}), {citationStyle: "numric"})).rejects.toThrow(
      'report.json: "citationStyle" must be numeric, author-date, or a CSL file beside report.json, got "numric"',
    );
  });

  it("names the file, the entry and the field of what is wrong", async () => {
    await expect(readSources(project({"references.json": "[{]"}), {})).rejects.toThrow("references.json is not JSON");
    await expect(readSources(project({"references.json": [{id: "a", type: "boook"}]}), {})).rejects.toThrow(
      'report/references.json: entry 1 ("a"), "type": expected a type of CSL such as "article-journal", got "boook"; did you mean "book"?',
    );
  });
});

describe("readGlossary(paths)", () => {
  it("reads glossary.json, where there is one", async () => {
    expect(await readGlossary(project({}))).toBeUndefined();
    const terms = {CNN: {long: "convolutional neural network"}};
    expect(await readGlossary(project({"glossary.json": terms}))).toEqual({path: "report/glossary.json", terms});
  });

  it("names the term and the field of what is wrong", async () => {
    await expect(readGlossary(project({"glossary.json": {CNN: {long: 3}}}))).rejects.toThrow(
      'report/glossary.json: "CNN", "long" must be text, got 3',
    );
  });
});
