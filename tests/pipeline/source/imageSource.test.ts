import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import {type ImageSource, readImageSource} from "../../../src/pipeline/source/imageSource.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-sources-"));
  return () => rm(folder, {recursive: true});
});

describe("readImageSource(path, key)", () => {
  it("reads data/sources.json: four files, ten classes, mirrors that are folders", async () => {
    const {files, classNames, mirrors} = await readImageSource("data/sources.json", "fashion-mnist");
    expect(files.map(({shape}) => shape)).toEqual([[60000, 28, 28], [60000], [10000, 28, 28], [10000]]);
    expect(classNames).toHaveLength(10);
    expect(mirrors.length).toBeGreaterThan(1);
    expect(mirrors.every((mirror) => mirror.endsWith("/"))).toBe(true);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a name that is no text", {name: 7}, "fashion-mnist.name: expected text, got 7"],
    ["no mirrors", {mirrors: undefined}, "fashion-mnist.mirrors: expected a list of texts, got nothing"],
    ["no files", {files: []}, "fashion-mnist.files: expected four files"],
    [
      "files without a checksum",
      {files: new Array(4).fill({name: "a.gz"})},
      "fashion-mnist.files: expected four files",
    ],
  ])("refuses %s, naming the field", async (_, wrong, message) => {
    const all = JSON.parse(await readFile("data/sources.json", "utf8")) as {"fashion-mnist": ImageSource};
    const path = join(folder, "sources.json");
    await writeFile(path, JSON.stringify({"fashion-mnist": {...all["fashion-mnist"], ...wrong}}));
    await expect(readImageSource(path, "fashion-mnist")).rejects.toMatchObject({
      code: "bad-config",
      message: expect.stringContaining(`${path}, ${message}`),
    });
  });

  it("refuses a list without the source asked for", async () => {
    const path = join(folder, "sources.json");
    await writeFile(path, "[]");
    await expect(readImageSource(path, "moons")).rejects.toThrow(`${path}, moons: expected an object, got nothing`);
  });
});
