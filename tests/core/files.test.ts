import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readJson, writeAtomic} from "../../src/core/files.js";
import {temporaryFolder} from "../temporaryFolder.js";

const folder = (): string => temporaryFolder("files");

describe("writeAtomic(path, data)", () => {
  it("makes the folder and writes the file", async () => {
    const path = join(folder(), "deep", "er", "file.txt");
    await writeAtomic(path, "hello");
    expect(readFileSync(path, "utf8")).toBe("hello");
  });

  it("leaves what was there, and no neighbour, where it cannot be replaced", async () => {
    const home = folder();
    mkdirSync(join(home, "file.bin", "inside"), {recursive: true});
    await expect(writeAtomic(join(home, "file.bin"), "new")).rejects.toMatchObject({code: "disk"});
    expect(readdirSync(home)).toEqual(["file.bin"]);
    expect(readdirSync(join(home, "file.bin"))).toEqual(["inside"]);
  });

  it.skipIf(!existsSync("/dev/full"))(
    "says that the disk is full and what to do, and leaves nothing half-written",
    async () => {
      await expect(writeAtomic("/dev/full/x", "data")).rejects.toThrow("cannot write /dev/full/x");
      const home = folder();
      symlinkSync("/dev/full", join(home, `.f.${process.pid}.part`));
      await expect(writeAtomic(join(home, "f"), "data")).rejects.toThrow("the disk is full; free some space");
      expect(readdirSync(home)).toEqual([]);
    },
  );

  it("writes one of several texts, whole, where a process writes them at once", async () => {
    const home = folder();
    const texts = Array.from({length: 20}, (_, i) => String(i).repeat(10_000));
    await Promise.all(texts.map((text) => writeAtomic(join(home, "f"), text)));
    expect(texts).toContain(readFileSync(join(home, "f"), "utf8"));
    expect(readdirSync(home)).toEqual(["f"]);
  });
});

describe("readJson(path, what)", () => {
  it("names the file that is missing or broken", async () => {
    const path = join(folder(), "settings.json");
    await expect(readJson(path, "settings file")).rejects.toThrow(`settings file ${path} does not exist`);
    writeFileSync(path, "{");
    await expect(readJson(path, "settings file")).rejects.toThrow(`settings file ${path} is not JSON`);
  });
});
