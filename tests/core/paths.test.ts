import {mkdirSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {findProject, packageVersion} from "../../src/core/paths.js";
import {temporaryFolder} from "../temporaryFolder.js";

describe("findProject(from)", () => {
  it("finds the nearest folder with report/report.json", () => {
    const root = temporaryFolder("paths");
    mkdirSync(join(root, "report"));
    mkdirSync(join(root, "notebooks"));
    writeFileSync(join(root, "report", "report.json"), "{}");
    expect(findProject(join(root, "notebooks"))).toMatchObject({root, data: join(root, "data")});
  });

  it("says what to do outside a project", () => {
    expect(() => findProject(tmpdir())).toThrow("run this inside a Lookbook project");
  });
});

describe("packageVersion(name, from)", () => {
  it("reads an installed package and knows an absent one", () => {
    expect(packageVersion("tslab", ".")).toBe("1.0.22");
    expect(packageVersion("no-such-package", ".")).toBeUndefined();
  });
});
