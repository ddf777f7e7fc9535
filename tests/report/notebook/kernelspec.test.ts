import {existsSync} from "node:fs";
import {mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {
  installKernelspec,
  kernelFolders,
  listKernelspecs,
  type Machine,
  uninstallKernelspec,
  userDataFolder,
} from "../../../src/report/notebook/kernelspec.js";

describe("userDataFolder follows jupyter_core", () => {
  it.each<[string, Machine, string]>([
    ["Linux", {platform: "linux", env: {}, home: "/home/a"}, "/home/a/.local/share/jupyter"],
    ["XDG", {platform: "linux", env: {XDG_DATA_HOME: "/xdg"}, home: "/home/a"}, "/xdg/jupyter"],
    ["macOS", {platform: "darwin", env: {XDG_DATA_HOME: "/xdg"}, home: "/Users/a"}, "/Users/a/Library/Jupyter"],
    ["Windows", {platform: "win32", env: {APPDATA: "C:\\A\\Roaming"}, home: "C:\\A"}, "C:\\A\\Roaming\\jupyter"],
    ["Windows without APPDATA", {platform: "win32", env: {}, home: "C:\\A"}, "C:\\A\\.jupyter\\data"],
    ["JUPYTER_DATA_DIR", {platform: "darwin", env: {JUPYTER_DATA_DIR: "/mine"}, home: "/Users/a"}, "/mine"],
  ])("on %s", (_, machine, folder) => {
    expect(userDataFolder(machine)).toBe(folder);
  });

  it("and looks into JUPYTER_PATH and an active environment first", () => {
    const env = {JUPYTER_PATH: "/one:/two", VIRTUAL_ENV: "/venv"};
    expect(kernelFolders({platform: "linux", env, home: "/home/a"})).toEqual([
      "/one/kernels",
      "/two/kernels",
      "/venv/share/jupyter/kernels",
      "/home/a/.local/share/jupyter/kernels",
      "/usr/local/share/jupyter/kernels",
      "/usr/share/jupyter/kernels",
    ]);
  });
});

describe("a kernelspec", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-kernelspec-"));
  });
  afterEach(() => rm(folder, {recursive: true}));
  const options = (name: string): Parameters<typeof installKernelspec>[0] => ({
    folder,
    name,
    displayName: "TypeScript",
    node: process.execPath,
    project: resolve("."),
  });

  it("starts the project's tslab with this Node", async () => {
    await installKernelspec(options("tslab"));
    const spec = JSON.parse(await readFile(join(folder, "tslab", "kernel.json"), "utf8")) as Record<string, unknown>;
    expect(spec).toEqual({
      argv: [process.execPath, resolve("node_modules/tslab/bin/tslab"), "kernel", "--config-path", "{connection_file}"],
      display_name: "TypeScript",
      language: "typescript",
    });
  });

  it("is listed once installed, replaced by a second install, and gone once uninstalled", async () => {
    await installKernelspec(options("tslab"));
    await installKernelspec(options("tslab"));
    await mkdir(join(folder, "python3"));
    await writeFile(join(folder, "python3", "kernel.json"), '{"argv": ["python"], "language": "python"}');
    await mkdir(join(folder, "broken"));
    await writeFile(join(folder, "broken", "kernel.json"), "{");
    expect((await listKernelspecs([folder, join(folder, "none")])).map(({name}) => name)).toEqual(["tslab"]);
    await uninstallKernelspec([folder], "tslab");
    expect(existsSync(join(folder, "tslab"))).toBe(false);
    await expect(uninstallKernelspec([folder], "python3")).rejects.toThrow(
      'no TypeScript kernel "python3" is installed; installed: none',
    );
  });

  it.each(["..", "a/b", "Tslab", ""])("refuses the name %j", async (name) => {
    await expect(installKernelspec(options(name))).rejects.toMatchObject({code: "bad-option"});
    await expect(uninstallKernelspec([folder], name)).rejects.toMatchObject({code: "bad-option"});
  });

  it("says where tslab is missing", async () => {
    await expect(installKernelspec({...options("tslab"), project: folder})).rejects.toThrow(
      /tslab is not installed in/,
    );
  });
});
