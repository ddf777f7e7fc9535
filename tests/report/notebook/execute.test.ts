import {spawnSync} from "node:child_process";
import {existsSync} from "node:fs";
import {describe, it} from "vitest";
import {executeNotebook} from "../../../src/report/notebook/execute.js";
import {executionError} from "../../../src/report/notebook/executionFailure.js";
import {formatNotebook} from "../../../src/report/notebook/writeNotebook.js";
import {errorOf, execute, executed, fixture, notebookOf, outputs, printed, statuses} from "./fixtures.js";

// A child takes one to two seconds to start, so tests run side by side; each brings its own notebook.
describe.concurrent("executeNotebook", {timeout: 90_000}, () => {
  it("keeps text, last expressions, displays and their updates as Jupyter does", async ({expect}) => {
    const execution = await executed("outputs");
    expect(execution.failure).toBeUndefined();
    expect(outputs(execution)).toEqual([
      [{output_type: "stream", name: "stdout", text: "42\n"}],
      [
        {output_type: "stream", name: "stdout", text: "one\ntwo { a: [ 1, 2 ] }\n"},
        {output_type: "stream", name: "stderr", text: "warned\n"},
        {output_type: "stream", name: "stdout", text: "three\n"},
      ],
      [
        {output_type: "display_data", data: {"text/html": "<b>bold</b>"}, metadata: {}},
        {output_type: "display_data", data: {"image/png": "AQID"}, metadata: {}},
        {output_type: "display_data", data: {"text/markdown": "*m*"}, metadata: {}},
        {output_type: "display_data", data: {"application/json": {deep: [1, null]}}, metadata: {}},
      ],
      [
        {output_type: "display_data", data: {"text/plain": "third, from the next cell"}, metadata: {}},
        {output_type: "stream", name: "stdout", text: "between\n"},
      ],
      [],
      [{output_type: "stream", name: "stdout", text: "awaited\n"}],
      [{output_type: "stream", name: "stdout", text: "no newlinePoint { x: 3 }\n"}],
      [],
      [],
    ]);
    expect(statuses(execution)).toEqual(["ok", "ok", "ok", "ok", "ok", "ok", "ok", "ok", "skipped"]);
    expect(execution.notebook.cells.map((cell) => ("execution_count" in cell ? cell.execution_count : "-"))).toEqual([
      "-",
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      null,
    ]);
  });

  it("gives the same bytes in every run", async ({expect}) => {
    const [one, two] = await Promise.all([executed("outputs"), execute("outputs")]);
    expect(formatNotebook(one.notebook)).toBe(formatNotebook(two.notebook));
  });

  it("reports duration and peak memory of each cell, and events; runs in a folder and environment of choice", async ({
    expect,
  }) => {
    const cells = [
      "// first\nconsole.log(process.cwd(), process.env.GIVEN);",
      "",
      "const held = new Uint8Array(300e6).fill(1);",
      "await new Promise((resolve) => setTimeout(resolve, 150));",
    ];
    const events: string[] = [];
    const execution = await executeNotebook(notebookOf(...cells), {
      path: fixture("none"),
      folder: "/",
      env: {...process.env, GIVEN: "yes"},
      onEvent: ({type, ...rest}) => {
        if (type !== "memory") events.push(`${type} ${JSON.stringify(rest)}`);
      },
    });
    expect(execution.failure).toBeUndefined();
    expect(printed(execution)[0]).toBe("/ yes\n");
    const [small, , big, slow] = execution.cells;
    expect(big!.peakMemory - small!.peakMemory).toBeGreaterThan(150e6);
    expect(execution.peakMemory).toBeGreaterThanOrEqual(big!.peakMemory);
    expect(slow!.duration).toBeGreaterThanOrEqual(150);
    expect(execution.duration).toBeGreaterThan(slow!.duration);
    expect(events.slice(0, 4).map((event) => event.replace(/,"report".*/, ""))).toEqual([
      'started {"cells":3}',
      'cell {"position":1,"cells":3,"firstLine":"console.log(process.cwd(), process.env.GIVEN);"}',
      'cell-ended {"position":1,"cells":3',
      'cell {"position":2,"cells":3,"firstLine":"const held = new Uint8Array(300e6).fill(1);"}',
    ]);
  });

  it("loses nothing of 20,000 lines, 2,000 updates, 2,000 displays and what native code writes", async ({expect}) => {
    const execution = await execute("many-outputs");
    expect(execution.failure).toBeUndefined();
    const [lines, updates, displays, native, after] = outputs(execution);
    expect(lines).toEqual([
      {output_type: "stream", name: "stdout", text: Array.from({length: 20_000}, (_, i) => `line ${i}\n`).join("")},
    ]);
    expect(updates).toEqual([{output_type: "display_data", data: {"text/html": "<p>1999</p>"}, metadata: {}}]);
    expect(displays).toEqual(
      Array.from({length: 2000}, (_, i) => ({
        output_type: "display_data",
        data: {"text/html": `<i>${i}</i>`},
        metadata: {},
      })),
    );
    expect(native).toEqual([
      {output_type: "stream", name: "stdout", text: "own\nown again\nnative out\nfrom a process\n"},
      {output_type: "stream", name: "stderr", text: "native error\n"},
    ]);
    expect(after).toEqual([{output_type: "stream", name: "stdout", text: "the cell after\n"}]);
  });

  it("names cell and line of a throw, through a function of an earlier cell, and skips the rest", async ({expect}) => {
    const execution = await execute("throws");
    expect(statuses(execution)).toEqual(["ok", "error", "skipped"]);
    expect(execution.failure).toMatchObject({index: 2, code: "cell-failed", ename: "RangeError"});
    expect(outputs(execution)[1]![0]).toEqual({output_type: "stream", name: "stdout", text: "before\n"});
    expect(errorOf(execution, 1)).toEqual({
      output_type: "error",
      ename: "RangeError",
      evalue: "no price for hat",
      traceback: [
        "RangeError: no price for hat",
        "    at price (cell 2, line 9)",
        "    at cell 3, line 7",
        "cell 2:",
        "   8 |   if (!(garment.name in table)) {",
        // biome-ignore lint/suspicious/noTemplateCurlyInString: the source of a cell
        ">  9 |     throw new RangeError(`no price for ${garment.name}`);",
        "     |           ^",
        "  10 |   }",
      ],
    });
    expect(executionError("x.ipynb", execution.failure!).message).toMatch(
      /^notebook x\.ipynb, cell 3: RangeError: no price for hat\n {4}at price \(cell 2, line 9\)\n/,
    );
  });

  it("goes on after an error that a tag allows, and leaves out what a tag skips", async ({expect}) => {
    const execution = await executed("allowed-errors");
    expect(execution.failure).toBeUndefined();
    const failing = [0, 3, 4, 6, 7, 8, 9, 12, 14];
    expect(statuses(execution)).toEqual(
      Array.from({length: 16}, (_, i) => (failing.includes(i) ? "error" : i === 2 ? "skipped" : "ok")),
    );
    expect(printed(execution)[1]).toBe("the next cell runs\n");
    expect(printed(execution).at(-1)).toBe("end\n");
    expect(errorOf(execution, 0)).toMatchObject({ename: "Error", evalue: "wanted"});
    expect(errorOf(execution, 3)).toMatchObject({ename: "TypeScriptError"});
  });

  it("fails a cell that throws what is no Error", async ({expect}) => {
    const error = errorOf(await executed("allowed-errors"), 4);
    expect(error?.evalue).toBe("a cell threw { code: 7 }, which is no Error and so has no stack");
  });

  it("names the line after an await, and the cause", async ({expect}) => {
    const error = errorOf(await executed("allowed-errors"), 6)!;
    expect(error).toMatchObject({ename: "Error", evalue: "the data is damaged"});
    expect(error.traceback.slice(0, 2)).toEqual(["Error: the data is damaged", "    at cell 7, line 5"]);
    const cause = error.traceback.findIndex((line) => line.startsWith("caused by SyntaxError: Expected property name"));
    expect(error.traceback[cause + 1]).toBe("    at load (cell 6, line 3)");
  });

  it("fails a cell that does not compile, with every diagnostic and its line", async ({expect}) => {
    const execution = await executed("allowed-errors");
    expect(printed(execution)[7]).toBe("");
    const {ename, evalue, traceback} = errorOf(execution, 7)!;
    expect(ename).toBe("TypeScriptError");
    expect(evalue).toBe("Type 'string' is not assignable to type 'number'.");
    expect(traceback).toContain("cell 8, line 2, column 7: Type 'string' is not assignable to type 'number'.");
    expect(traceback).toContain('> 2 | const epochs: number = "three";');
    expect(traceback).toContain("cell 8, line 3, column 1: Cannot find name 'train'.");
  });

  it("fails the cell whose promise was rejected and awaited by nobody", async ({expect}) => {
    const error = errorOf(await executed("allowed-errors"), 8)!;
    expect(error).toMatchObject({ename: "TypeError", evalue: "nobody waits for me"});
    expect(error.traceback[1]).toMatch(/at (careless \()?cell 9, line 1/);
  });

  it("fails the cell whose timer throws", async ({expect}) => {
    const execution = await executed("allowed-errors");
    expect(errorOf(execution, 9)!.traceback[1]).toMatch(/cell 10, line 2/);
    expect(printed(execution)[9]).toBe("goes on\n");
  });

  it("fails a module cell that does not compile, and runs one that does", async ({expect}) => {
    const execution = await executed("allowed-errors");
    expect(printed(execution)[11]).toBe("42\n");
    expect(errorOf(execution, 12)).toMatchObject({ename: "TypeScriptError"});
  });

  it("tells a cell that uses the shorthand of an earlier cell's variable what to write", async ({expect}) => {
    expect(errorOf(await executed("allowed-errors"), 14)!.traceback.at(-1)).toContain("write {seed: seed}");
  });

  it("gives late output and a late failure to the cell that caused them", async ({expect}) => {
    const execution = await execute("fails-after-closing");
    expect(statuses(execution)).toEqual(["error", "ok", "skipped"]);
    expect(printed(execution)).toEqual(["printed late\n", "second\n", ""]);
    expect(execution.failure).toMatchObject({index: 0, evalue: "failed late"});
    expect(errorOf(execution, 1)).toBeUndefined();
  });

  it("does not overlook what fails after the last cell", async ({expect}) => {
    const execution = await execute("fails-after-the-end");
    expect(statuses(execution)).toEqual(["error", "ok"]);
    expect(execution.failure).toMatchObject({index: 0, code: "cell-failed", evalue: "failed after the last cell"});
  });

  it("stops an endless loop at its cell's limit, with what it had printed", async ({expect}) => {
    const execution = await execute("endless-loop");
    expect(statuses(execution)).toEqual(["ok", "timed-out", "skipped"]);
    expect(printed(execution)[1]).toBe("looping\n");
    expect(execution.failure).toMatchObject({index: 1, code: "cell-timeout"});
    expect(executionError("x.ipynb", execution.failure!).message).toBe(
      "notebook x.ipynb, cell 2: the cell ran longer than its limit of 1.0 s and was stopped; tag it timeout-SECONDS to allow more",
    );
  });

  it("stops an endless loop behind an await, which no signal of Node's stops", async ({expect}) => {
    const execution = await execute("endless-loop-after-await");
    expect(statuses(execution)).toEqual(["timed-out", "skipped"]);
    expect(printed(execution)[0]).toBe("looping\n");
    expect(execution.failure).toMatchObject({index: 0, code: "cell-timeout"});
  });

  it("stops a cell that waits for ever", async ({expect}) => {
    const {cells} = await execute("waits-for-ever");
    expect(cells[0]!.status).toBe("timed-out");
    expect(cells[0]!.duration).toBeLessThan(5000);
  });

  it("stops a notebook at its own limit, and says which limit it was", async ({expect}) => {
    const {failure} = await execute("endless-loop", {notebookTimeout: 10});
    expect(failure?.evalue).toMatch(/^the notebook ran longer than its limit of 0\.0 s/);
  });

  it("refuses a time limit that is no number before it runs anything", async ({expect}) => {
    await expect(execute("bad-timeout")).rejects.toThrow(
      /bad-timeout\.ipynb, cell 1: expected a tag timeout-SECONDS with a number above 0, got "timeout-soon"/,
    );
  });

  it("notices within a second that the kernel was killed, with signal and peak memory", async ({expect}) => {
    let noticed = 0;
    const onEvent = ({type}: {readonly type: string}): void => {
      if (type === "cell-ended") noticed = Date.now();
    };
    const execution = await execute("killed", {onEvent});
    expect(statuses(execution)).toEqual(["ok", "error", "skipped"]);
    expect(noticed - Number(printed(execution)[1])).toBeLessThan(1000);
    expect(execution.failure).toMatchObject({index: 1, code: "kernel-died", ename: "DeadKernelError"});
    expect(execution.failure!.evalue).toMatch(/killed .*\(SIGKILL\) \(peak memory \d+ MiB\)/);
  });

  it("notices that the kernel aborted or left", async ({expect}) => {
    const [aborted, left] = await Promise.all([execute("aborts"), execute("exits")]);
    expect(aborted.failure!.evalue).toMatch(/died of SIGABRT/);
    expect(left.failure!.evalue).toMatch(/exited with code 0 in the middle of a cell.*process\.exit\(\)/);
    expect(statuses(left)).toEqual(["error", "skipped"]);
  });

  it("recognises that the kernel ran out of memory", async ({expect}) => {
    const execution = await execute("out-of-memory", {
      env: {...process.env, NODE_OPTIONS: "--max-old-space-size=220"},
    });
    expect(execution.failure).toMatchObject({index: 1, code: "kernel-died"});
    expect(execution.failure!.evalue).toMatch(
      /ran out of memory: JavaScript heap full \(peak memory \d+ MiB\); use less/,
    );
  });

  it("cuts output at 64 MiB a cell and says so", async ({expect}) => {
    const execution = await execute("too-much-output");
    expect(statuses(execution)).toEqual(["error", "skipped"]);
    expect(execution.failure).toMatchObject({ename: "OutputLimitError"});
    expect(execution.failure!.evalue).toMatch(/larger than 64 MiB; what came after is lost/);
    expect(printed(execution)[0]!.length).toBe(64 * 2 ** 20);
  });

  it("cuts what all cells of a notebook print at four times that", async ({expect}) => {
    const execution = await execute("too-much-output-in-all", {outputLimit: 2 ** 20});
    expect(statuses(execution)).toEqual(["ok", "ok", "ok", "ok", "error", "skipped"]);
    expect(execution.failure!.evalue).toMatch(
      /^the outputs of this notebook are, with this cell, larger than 4 MiB; what came after is lost/,
    );
  });

  it("fails a cell over its output limit even where the cell catches that", async ({expect}) => {
    const execution = await execute("too-much-output-caught", {outputLimit: 2 ** 20});
    expect(execution.failure).toMatchObject({index: 0, ename: "OutputLimitError"});
    expect(printed(execution)[0]!.length).toBeLessThanOrEqual(2 ** 20);
  });

  it("cuts what native code writes, too", async ({expect}) => {
    const source =
      'import {execFileSync} from "node:child_process";\nexecFileSync("head", ["-c", "3000000", "/dev/zero"], {stdio: "inherit"});';
    const {failure} = await executeNotebook(notebookOf(source), {path: fixture("none"), outputLimit: 2 ** 20});
    expect(failure?.evalue).toMatch(/native code wrote more than 1 MiB to stdout/);
  });

  it("puts parameters behind their declarations, as typed constants", async ({expect}) => {
    const execution = await execute("parameters", {parameters: {epochs: 9, profile: "full", verbose: true, other: 1}});
    expect(printed(execution).at(-1)).toBe("10 FULL wasm true 0.001\n");
    expect(execution.notebook.cells[2]).toMatchObject({
      metadata: {tags: ["injected-parameters"]},
      source: 'const epochs: number = 9;\nconst profile: "quick" | "full" = "full";\nconst verbose: boolean = true;',
    });
  });

  it("fails a cell whose work still runs when the notebook ends", async ({expect}) => {
    const source = "void (async () => {\n  for (;;) await new Promise((resolve) => setTimeout(resolve, 5));\n})();";
    const execution = await executeNotebook(notebookOf("1;", source, "2;"), {path: fixture("none"), settle: 100});
    expect(statuses(execution)).toEqual(["ok", "error", "ok"]);
    expect(execution.failure).toMatchObject({index: 1, code: "cell-failed", ename: "UnfinishedWorkError"});
    expect(execution.failure!.evalue).toMatch(/still running \(Timeout\), so its outcome is unknown; await it/);
  });

  it("ends a kernel whose cell writes between its messages", async ({expect}) => {
    const source = 'import {writeSync} from "node:fs";\nwriteSync(3, "noise\\n");\nawait new Promise(() => {});';
    const {failure} = await executeNotebook(notebookOf(source), {path: fixture("none")});
    expect(failure).toMatchObject({index: 0, code: "kernel-died"});
    expect(failure!.evalue).toMatch(/out of step: expected number \d+, got something else/);
  });

  it("refuses a notebook of another language", async ({expect}) => {
    const python = {...notebookOf("1"), metadata: {kernelspec: {name: "python3", language: "python"}}};
    await expect(executeNotebook(python, {path: "x.ipynb"})).rejects.toThrow(
      "notebook x.ipynb: expected language typescript, got python; choose the kernel TypeScript in Jupyter and save",
    );
  });

  it("says why where the kernel cannot start", async ({expect}) => {
    const options = {path: "gone.ipynb", folder: "/no/such/folder"};
    await expect(executeNotebook(notebookOf("1"), options)).rejects.toThrow(
      /^notebook gone\.ipynb: the kernel could not be started: .*ENOENT/,
    );
  });

  it("leaves an executed notebook that Python's nbformat accepts", async ({expect}) => {
    const python = process.env["NBFORMAT_PYTHON"];
    const {notebook} = await executed("allowed-errors");
    const text = formatNotebook(notebook);
    expect(JSON.parse(text)).toMatchObject({nbformat: 4, nbformat_minor: 5});
    if (python === undefined || !existsSync(python)) return;
    const check = "import nbformat, sys; nbformat.validate(nbformat.reads(sys.stdin.read(), 4))";
    const {status, stderr} = spawnSync(python, ["-c", check], {input: text, encoding: "utf8"});
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
