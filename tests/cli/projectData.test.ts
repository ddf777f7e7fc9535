import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {openProjectData, photographsHere, productFingerprint} from "../../src/cli/projectData.js";
import {projectAt} from "../../src/core/paths.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-data-"));
});
afterEach(() => rmSync(root, {recursive: true, force: true}));

function write(path: string, text: string): void {
  mkdirSync(join(root, path, ".."), {recursive: true});
  writeFileSync(join(root, path), text);
}
const open = (data: string, dataDir?: string): ReturnType<typeof openProjectData> =>
  openProjectData(projectAt(root), {data, dataDir, env: {}});

describe("openProjectData(paths, options)", () => {
  it("asks nothing of a project without data", async () => {
    expect(await open("")).toEqual({title: undefined, inputs: {}, env: {}});
  });

  it("hashes the files in data/ by name and content, but neither what chapters make nor hidden files", async () => {
    write("data/planets.csv", "mercury,88\n");
    write("data/moons/earth.csv", "moon,27\n");
    const {title, inputs} = await open("");
    expect(title).toBe("2 files in data/");
    write("data/processed/fit.json", "{}");
    write("data/.DS_Store", "x");
    expect((await open("")).inputs).toEqual(inputs);
    write("data/planets.csv", "mercury,89\n");
    expect((await open("")).inputs).not.toEqual(inputs);
  });

  it("looks for the garments in a project that names them, where the option says", async () => {
    await expect(open("fashion-mnist", root)).rejects.toThrow(root);
  });

  it("refuses a data set that nobody knows, and names the nearest", async () => {
    await expect(open("fashion-mnits")).rejects.toThrow(
      /report\.json: "data" must be "fashion-mnist", got "fashion-mnits"; did you mean "fashion-mnist"/,
    );
  });

  it("refuses a folder that nothing would read", async () => {
    await expect(open("", "somewhere")).rejects.toThrow("--data-dir: this project names no data set");
  });
});

describe("photographsHere(root, env)", () => {
  it("names the sets of photographs that are on this machine, on which a chapter's result hangs", async () => {
    expect(await photographsHere(root, {})).toEqual([]);
    const {files} = JSON.parse(readFileSync("data/sources.json", "utf8"))["real-photos"];
    for (const {name} of files) write(`data/raw/real-photos/${name}`, "");
    expect(await photographsHere(root, {})).toEqual(["real-photos"]);
  });

  it("refuses a folder that was asked for and holds nothing", async () => {
    await expect(photographsHere(root, {REAL_PHOTOS_DIR: root})).rejects.toThrow(`${root}: expected the files of`);
  });
});

describe("productFingerprint(paths)", () => {
  it("tells a file by its content, and one that is not there by nothing", async () => {
    const identify = productFingerprint(projectAt(root));
    expect(await identify("file:data/processed/fit.json", "default")).toBeUndefined();
    write("data/processed/fit.json", "{}");
    const first = await identify("file:data/processed/fit.json", "default");
    write("data/processed/fit.json", "[]");
    expect(await identify("file:data/processed/fit.json", "default")).not.toBe(first);
  });

  it("finds a run by its folder, and takes any other name as there", async () => {
    const identify = productFingerprint(projectAt(root));
    expect(await identify("run:none", "quick")).toBeUndefined();
    expect(await identify("basket", "quick")).toBeDefined();
  });
});
