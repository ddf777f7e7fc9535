import {type ChildProcess, spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {Command} from "commander";
import {afterAll, beforeAll, describe, expect, it, vi} from "vitest";
import {addKernelCommands} from "../../src/cli/kernel.js";
import {addRunCommand} from "../../src/cli/run.js";

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

describe("lookbook run", {timeout: 60_000}, () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-run-"));
  });
  afterAll(() => rm(folder, {recursive: true}));
  const notebook = (name: string): string => resolve("tests", "fixtures", "notebooks", `${name}.ipynb`);
  const start = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): ChildProcess =>
    spawn(process.execPath, [resolve("dist/cli/main.js"), "run", ...args], {env});

  it("runs a notebook with parameters, tells each cell, and writes the result", async () => {
    const output = join(folder, "parameters.ipynb");
    const args = [notebook("parameters"), "-p", "epochs=4", "-p", "profile=full", "--output", output];
    const {code, stdout} = await ended(start(args));
    expect(stdout).toMatch(/^1\/3 {2}ok +\d+\.\d s {2}let epochs: number = 3;/);
    expect(stdout).toMatch(/^3\/3 {2}ok .* console\.log\(epochs \+ 1/m);
    expect(stdout).toContain(`wrote ${output}`);
    expect(code).toBe(0);
    expect(await readFile(output, "utf8")).toContain('"5 FULL wasm false 0.001\\n"');
  });

  it("prints the error of the failing cell with its line, writes what there is, and exits with 1", async () => {
    const output = join(folder, "throws.ipynb");
    const {code, stderr} = await ended(start([notebook("throws"), "--output", output]));
    expect(code).toBe(1);
    expect(stderr).toMatch(/throws\.ipynb, cell 3: RangeError: no price for hat\n {4}at price \(cell 2, line 9\)/);
    expect(stderr).not.toMatch(/node:internal|\.js:\d+/);
    expect(await readFile(output, "utf8")).toContain('"ename": "RangeError"');
  });

  it.each([
    [["-p", "epoch=4"], /no parameter "epoch"; known are epochs, /],
    [["-p", "epochs=many"], /parameter "epochs" is declared as number, got "many" \(string\)/],
    [["-p", "epochs"], /Expected name=value/],
    [["-p", "epochs=1", "-p", "epochs=2"], /the parameter "epochs" is given twice/],
    [["--timeout", "soon"], /Expected a number of seconds above 0/],
  ])("refuses %j and writes nothing", async (args, message) => {
    const output = join(folder, "never.ipynb");
    await expect(inProcess("run", notebook("parameters"), "--output", output, ...args)).rejects.toThrow(message);
    expect(existsSync(output)).toBe(false);
  });

  it.each(["no-such", "not-json"])("names the notebook %s it cannot read", async (name) => {
    await expect(inProcess("run", notebook(name))).rejects.toThrow(`${name}.ipynb`);
  });

  it("ends with 130 on Ctrl-C, and the cell's processes end with it", async () => {
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

describe("lookbook kernel", () => {
  it("installs, lists and removes the kernelspec", async () => {
    const folder = await mkdtemp(join(tmpdir(), "lookbook-kernel-"));
    vi.stubEnv("JUPYTER_DATA_DIR", folder);
    const lines: string[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    const place = join(folder, "kernels", "tslab");
    await inProcess("kernel", "install");
    expect(existsSync(join(place, "kernel.json"))).toBe(true);
    await inProcess("kernel", "list");
    await inProcess("kernel", "uninstall");
    expect(lines).toEqual([
      `installed the kernel "tslab" (TypeScript) in ${place}`,
      `tslab  ${place}`,
      `removed the kernel "tslab" from ${place}`,
    ]);
    await expect(inProcess("kernel", "uninstall")).rejects.toThrow('no TypeScript kernel "tslab" is installed');
    await inProcess("kernel", "install", "--prefix", folder);
    expect(existsSync(join(folder, "share", "jupyter", "kernels", "tslab", "kernel.json"))).toBe(true);
    log.mockRestore();
    vi.unstubAllEnvs();
    await rm(folder, {recursive: true});
  });
});

async function inProcess(...args: readonly string[]): Promise<void> {
  const program = new Command().exitOverride().configureOutput({writeErr: () => undefined});
  addRunCommand(program);
  addKernelCommands(program);
  for (const command of program.commands) command.exitOverride().configureOutput({writeErr: () => undefined});
  await program.parseAsync(args, {from: "user"});
}

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
