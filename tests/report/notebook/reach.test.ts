import {mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {type Reach, ReachFinder} from "../../../src/report/notebook/reach.js";
import {notebookOf} from "./fixtures.js";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lookbook-reach-"));
});
afterEach(() => rmSync(root, {recursive: true}));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), {recursive: true});
  writeFileSync(join(root, path), text);
}

function reachOf(...sources: string[]): Reach {
  return new ReachFinder(root).of(notebookOf(...sources), join(root, "notebooks", "a.ipynb"));
}

/** A library of three modules behind an index, one of which acts when it is loaded, and a worker that one starts. */
function writeLibrary(): void {
  const library = "node_modules/lookbook";
  write(
    `${library}/package.json`,
    '{"name": "lookbook", "version": "1.0.0", "type": "module", "main": "dist/index.js"}',
  );
  write(`${library}/dist/index.js`, 'export { fit } from "./fit.js";\nexport { plot } from "./plot.js";\n');
  write(
    `${library}/dist/index.d.ts`,
    'export { fit, type Fit } from "./fit.js";\nexport { type Plot, plot } from "./plot.js";\n',
  );
  write(
    `${library}/dist/fit.js`,
    'import { core } from "./core.js";\nexport const fit = () => start("crew/worker.js");\n',
  );
  write(
    `${library}/dist/plot.js`,
    'import { register } from "./registry.js";\nimport { mean } from "d3-array";\nexport const plot = 1;\n',
  );
  write(`${library}/dist/core.js`, "export const core = 1;\n");
  write(`${library}/dist/registry.js`, "const all = new Map();\nall.set(1, 2);\n");
  write(`${library}/dist/crew/worker.js`, 'import "../core.js";\n');
}

describe("ReachFinder.of(notebook, path)", () => {
  it("counts of the library what the imported names lead to, workers too, and what acts when it is loaded", () => {
    writeLibrary();
    expect(Object.keys(reachOf('import {fit} from "lookbook";').files)).toEqual([
      "lookbook/core.js",
      "lookbook/crew/worker.js",
      "lookbook/fit.js",
      "lookbook/registry.js",
    ]);
    expect(Object.keys(reachOf('import type {Plot} from "lookbook";').files)).toEqual([
      "lookbook/plot.js",
      "lookbook/registry.js",
    ]);
  });

  it.each(['import * as all from "lookbook";', 'import {nobody} from "lookbook";', 'await import("lookbook");'])(
    "counts all that the index reaches for %s",
    (source) => {
      writeLibrary();
      expect(Object.keys(reachOf(source).files)).toHaveLength(6);
    },
  );

  it("takes the small door for the large one: what it exports, the index exports too", () => {
    writeLibrary();
    expect(reachOf('import {plot} from "lookbook/notebook";')).toEqual(reachOf('import {plot} from "lookbook";'));
  });

  it("counts files of the project that cells import, and what those import", () => {
    writeLibrary();
    write(
      "notebooks/orbits.ts",
      'import {period} from "../src/period.js";\nimport {plot} from "lookbook";\nimport x from "./table.json";',
    );
    write("src/period.ts", "export const period = 1;");
    write("notebooks/table.json", "[]");
    const {files} = reachOf('import {orbit} from "./orbits";');
    expect(Object.keys(files)).toEqual([
      "lookbook/plot.js",
      "lookbook/registry.js",
      "notebooks/orbits.ts",
      "notebooks/table.json",
      "src/period.ts",
    ]);
    write("src/period.ts", "export const period = 2;");
    expect(reachOf('import {orbit} from "./orbits";').files["src/period.ts"]).not.toBe(files["src/period.ts"]);
  });

  it("counts packages with all that they depend on, by the lock file, and leaves the others out", () => {
    writeLibrary();
    const packages = {
      "node_modules/d3-array": {version: "3.2.5", dependencies: {internmap: "1 - 2"}},
      "node_modules/d3-array/node_modules/internmap": {version: "2.0.3"},
      "node_modules/internmap": {version: "1.0.0"},
      "node_modules/tslab": {version: "1.0.22", dependencies: {rollup: "^2"}},
      "node_modules/vitest": {version: "4.0.0"},
    };
    write("package-lock.json", JSON.stringify({packages}));
    expect(reachOf('import {plot} from "lookbook";').packages).toMatchObject({
      "d3-array": "3.2.5",
      "d3-array/node_modules/internmap": "2.0.3",
      tslab: "1.0.22",
    });
    expect(Object.keys(reachOf('import {plot} from "lookbook";').packages)).not.toContain("vitest");
    expect(Object.keys(reachOf('import {readFileSync} from "node:fs";').packages)).not.toContain("d3-array");
  });

  it("takes the installed version where there is no lock file", () => {
    write("node_modules/arquero/package.json", '{"version": "8.0.3"}');
    expect(reachOf('import {table} from "arquero/sub";').packages["arquero"]).toBe("8.0.3");
  });

  it("names a lock file that is damaged", () => {
    write("package-lock.json", "{");
    expect(() => reachOf("1")).toThrow(/package-lock\.json is not JSON.*run `npm install`/);
  });

  it("reads this project's own library so that a chapter does not hang on all of it", () => {
    const finder = new ReachFinder(process.cwd());
    const path = join(process.cwd(), "notebooks", "01-data.ipynb");
    const {files} = finder.of(notebookOf('import {classCounts} from "lookbook";'), path);
    expect(Object.keys(files)).toContain("lookbook/pipeline/explore/classCounts.js");
    expect(Object.keys(files)).not.toContain("lookbook/pipeline/training/train.js");
    const index = readFileSync("dist/index.d.ts", "utf8");
    expect(index).not.toMatch(/export \*/); // names behind it could not be told
  });
});
