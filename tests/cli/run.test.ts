import {type ChildProcess, spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterAll, beforeAll, describe, it} from "vitest";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe.concurrent("lookbook run", {timeout: 60_000}, () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-run-"));
  });
  afterAll(() => rm(folder, {recursive: true}));
  const notebook = (name: string): string => resolve("tests", "fixtures", "notebooks", `${name}.ipynb`);
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess =>
    spawn(process.execPath, [resolve("dist/cli/main.js"), "run", ...args], {env});

  it("runs a notebook with parameters, tells each cell, and writes the result", async ({expect}) => {
    const output = join(folder, "parameters.ipynb");
    const args = [notebook("parameters"), "-p", "epochs=4", "-p", "profile=full", "--output", output];
    const {code, stdout} = await ended(start(args));
    expect(stdout).toMatch(/^1\/3 {2}ok +\d+\.\d s {2}let epochs: number = 3;/);
    expect(stdout).toMatch(/^3\/3 {2}ok .* console\.log\(epochs \+ 1/m);
    expect(stdout).toContain(`wrote ${output}`);
    expect(code).toBe(0);
    expect(await readFile(output, "utf8")).toContain('"5 FULL wasm false 0.001\\n"');
  });

  it("prints the error of the failing cell with its line, writes what there is, and exits with 1", async ({expect}) => {
    const output = join(folder, "throws.ipynb");
    const {code, stderr} = await ended(start([notebook("throws"), "--output", output]));
    expect(code).toBe(1);
    expect(stderr).toMatch(/throws\.ipynb, cell 3: RangeError: no price for hat\n {4}at price \(cell 2, line 9\)/);
    expect(stderr).not.toMatch(/node:internal|\.js:\d+/);
    expect(await readFile(output, "utf8")).toContain('"ename": "RangeError"');
  });

  it.each([
    [["-p", "epoch=4"], 2, /no parameter "epoch"; known are epochs, /],
    [["-p", "epochs=many"], 2, /parameter "epochs" is declared as number, got "many" \(string\)/],
    [["-p", "epochs"], 2, /Expected name=value/],
    [["--timeout", "soon"], 2, /Expected a number of seconds above 0/],
  ])("refuses %j", async (args, code, message) => {
    const output = join(folder, "never.ipynb");
    const result = await ended(start([notebook("parameters"), "--output", output, ...args]));
    if (result.code !== code || !message.test(result.stderr)) throw new Error(JSON.stringify(result));
    if (existsSync(output)) throw new Error("it wrote a notebook all the same");
  });

  it.each(["no-such", "not-json"])("names the notebook %s it cannot read", async (name) => {
    const {code, stderr} = await ended(start([notebook(name)]));
    if (code !== 1 || !stderr.includes(`${name}.ipynb`)) throw new Error(stderr);
  });

  it("ends with 130 on Ctrl-C, and the cell's processes end with it", async ({expect}) => {
    const pids = join(folder, "pids.json");
    const output = join(folder, "interrupted.ipynb");
    const child = start([notebook("starts-processes"), "--output", output], {...process.env, LOOKBOOK_TEST_PIDS: pids});
    const result = ended(child);
    while (!existsSync(pids)) await sleep(20);
    await sleep(50);
    child.kill("SIGINT");
    expect((await result).code).toBe(130);
    expect((await result).stderr).toMatch(/interrupted/);
    expect(existsSync(output)).toBe(false);
  });
});

describe.concurrent("lookbook kernel", () => {
  it("installs, lists and removes the kernelspec", async ({expect}) => {
    const folder = await mkdtemp(join(tmpdir(), "lookbook-kernel-"));
    const env = {...process.env, JUPYTER_DATA_DIR: folder, JUPYTER_PATH: ""};
    const kernel = (...args: string[]): Promise<Ended> =>
      ended(spawn(process.execPath, [resolve("dist/cli/main.js"), "kernel", ...args], {env}));
    expect((await kernel("install")).code).toBe(0);
    expect(existsSync(join(folder, "kernels", "tslab", "kernel.json"))).toBe(true);
    expect((await kernel("list")).stdout).toContain(join(folder, "kernels", "tslab"));
    expect((await kernel("uninstall")).code).toBe(0);
    const {code, stderr} = await kernel("uninstall");
    expect([code, stderr]).toEqual([1, 'lookbook: no TypeScript kernel "tslab" is installed; installed: none\n']);
    expect((await kernel("install", "--prefix", folder)).stdout).toContain(join(folder, "share", "jupyter", "kernels"));
    await rm(folder, {recursive: true});
  });
});

function ended(child: ChildProcess): Promise<Ended> {
  let stdout = "";
  let stderr = "";
  child.stdout!.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr!.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((done) => child.once("close", (code) => done({code, stdout, stderr})));
}
