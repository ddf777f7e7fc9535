import {existsSync, readdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {readJson, streamAtomic, writeAtomic} from "../../src/core/files.js";
import {temporaryFolder} from "../temporaryFolder.js";

const folder = (): string => temporaryFolder("files");

describe("writeAtomic(path, data)", () => {
  it("makes the folder and writes the file", async () => {
    const path = join(folder(), "deep", "er", "file.txt");
    await writeAtomic(path, "hello");
    expect(readFileSync(path, "utf8")).toBe("hello");
  });

  it("leaves the old file and no neighbour behind when the stream breaks", async () => {
    const home = folder();
    const path = join(home, "file.bin");
    writeFileSync(path, "old");
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(10);
      throw new Error("the line went dead");
    }
    await expect(streamAtomic(path, broken())).rejects.toThrow(`cannot write ${path}: the line went dead`);
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(home)).toEqual(["file.bin"]);
  });

  it("says that the disk is full and what to do, and leaves nothing half-written", async () => {
    if (!existsSync("/dev/full")) return;
    await expect(writeAtomic("/dev/full/x", "data")).rejects.toThrow("cannot write /dev/full/x");
    const home = folder();
    const full = Object.assign(new Error("ENOSPC: no space left on device, write"), {code: "ENOSPC"});
    async function* noSpace(): AsyncGenerator<Uint8Array> {
      yield new Uint8Array(1);
      throw full;
    }
    await expect(streamAtomic(join(home, "f"), noSpace())).rejects.toThrow("the disk is full; free some space");
    expect(readdirSync(home)).toEqual([]);
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
