import {execFile} from "node:child_process";
import {existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import type {BindEvent} from "../../../src/report/build/bind.js";
import {buildReport} from "../../../src/report/build/build.js";
import {type RenderOptions, renderNotebooks} from "../../../src/report/build/renderNotebooks.js";
import {notebookText, publishes, testProject} from "./testProject.js";

/** A notebook as Jupyter saves it after running Python. */
function pythonNotebook(change: (cells: object[]) => void = () => undefined): string {
  const code = (source: string, count: number | null, outputs: object[], tags: string[] = []): object => ({
    cell_type: "code",
    id: `c${source.length}`,
    metadata: {tags},
    source,
    execution_count: count,
    outputs,
  });
  const result = {
    output_type: "execute_result",
    data: {"text/plain": "3.14", "text/html": "<b>3.14</b><script>alert(1)</script>"},
    metadata: {},
    execution_count: 2,
  };
  const error = {output_type: "error", ename: "ZeroDivisionError", evalue: "division by zero", traceback: ["1/0"]};
  const cells = [
    {cell_type: "markdown", id: "m", metadata: {}, source: "Intro\n\n# Orbits of *planets*\n\nText."},
    code("import math\nprint('hello')", 1, [{output_type: "stream", name: "stdout", text: "hello\n"}]),
    code("math.pi", 2, [result]),
    code("1/0", 3, [error], ["raises-exception"]),
  ];
  change(cells);
  const metadata = {
    kernelspec: {name: "python3", language: "python", display_name: "Python 3"},
    authors: [{name: "Ada Lovelace"}],
  };
  return JSON.stringify({nbformat: 4, nbformat_minor: 5, metadata, cells});
}

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), "lookbook-render-"));
  onTestFinished(() => rmSync(path, {recursive: true, force: true}));
  return path;
}

async function render(
  options: Partial<RenderOptions>,
): Promise<{readonly folder: string; readonly warnings: string[]}> {
  const warnings: string[] = [];
  const onEvent = (event: BindEvent): void => {
    if (event.type === "warning") warnings.push(event.text);
  };
  const {folder: place} = await renderNotebooks({paths: undefined, pdf: false, env: process.env, onEvent, ...options});
  return {folder: place, warnings};
}

describe("renderNotebooks(options)", {timeout: 60_000}, () => {
  it("gives from a build's executed notebooks the report that the build gave", async () => {
    const project = testProject(
      {
        "01-make": notebookText([
          {md: "# Making\n\nThere are {{count | integer}}, seed {{seed | integer}}."},
          {code: "let seed: number = 1;", tags: ["parameters"]},
          {code: publishes('{"count": 7, "seed": seed}')},
        ]),
      },
      {parameters: {zeta: 1, seed: 5}, profiles: {small: {}}},
    );
    const paths = projectAt(project.root);
    await buildReport({paths, inputs: {library: "a", data: "b"}, pdf: false, env: process.env});
    const html = project.read("report/dist/report.html");
    const timings = project.read("report/dist/timings.json");
    await render({paths, output: join(project.root, "again")});
    expect(project.read("again/report.html")).toBe(html);
    expect(JSON.parse(project.read("again/timings.json"))).toHaveLength((JSON.parse(timings) as unknown[]).length);
    rmSync(join(project.root, "notebooks"), {recursive: true});
    rmSync(join(project.root, "report", ".cache"), {recursive: true});
    await render({paths});
    expect(project.read("report/dist/report.html")).toBe(html);
  });

  it("says that a notebook of the project has changed since, and refuses that where it is to be strict", async () => {
    const ran = {execution_count: 1, outputs: [{output_type: "stream", name: "stdout", text: "7\n"}]};
    const text = (source: string): string =>
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: [{cell_type: "code", id: "a", metadata: {}, source, ...ran}],
      });
    const project = testProject({"01-make": text("console.log(8);")});
    project.write("report/dist/notebooks/01-make.ipynb", text("console.log(7);"));
    const paths = projectAt(project.root);
    expect((await render({paths})).warnings).toContain(
      "report/dist/notebooks/01-make.ipynb: the project's notebook has changed since it was run: cell 1 (console.log(8);) changed",
    );
    await expect(render({paths, strict: true})).rejects.toThrow(/has changed since it was run/);
  });

  it("renders a notebook of Python that Jupyter has run, outside of any project", async () => {
    const place = folder();
    writeFileSync(join(place, "My orbits (1).ipynb"), pythonNotebook());
    const {folder: report, warnings} = await render({notebooks: [join(place, "My orbits (1).ipynb")]});
    expect(warnings).toEqual([]);
    expect(report).toBe(join(place, "My-orbits-1.report"));
    const html = readFileSync(join(report, "report.html"), "utf8");
    expect(html).toContain("<title>Orbits of planets</title>");
    expect(html).toContain("Ada Lovelace");
    expect(html).toContain("hello");
    expect(html).toContain("ZeroDivisionError");
    expect(html).toContain('data-language="python"');
    expect(html).not.toContain("<script>alert(1)"); // in the page itself; a sandboxed frame holds it escaped
    expect(readdirSync(place).sort()).toEqual(["My orbits (1).ipynb", "My-orbits-1.report"]);
  });

  it.each<[string, (cells: {[key: string]: unknown}[]) => void, RegExp]>([
    [
      "that was not run",
      (cells) => {
        for (const one of cells.slice(1)) Object.assign(one, {execution_count: null, outputs: []});
      },
      /notebook .*a\.ipynb was not run: no cell has an output; run it, by `lookbook run` or in Jupyter/,
    ],
    [
      "in which a cell failed without leave",
      (cells) => Object.assign(cells[3]!, {metadata: {}}),
      /a\.ipynb, cell 4 failed when it was run \(ZeroDivisionError: division by zero\); .*tag the cell raises-exception/,
    ],
  ])("refuses a notebook %s", async (_, change, message) => {
    const place = folder();
    writeFileSync(join(place, "a.ipynb"), pythonNotebook(change as (cells: object[]) => void));
    await expect(render({notebooks: [join(place, "a.ipynb")]})).rejects.toThrow(message);
    expect(readdirSync(place)).toEqual(["a.ipynb"]);
  });

  it("says which cells were not run, or not in their order", async () => {
    const place = folder();
    const file = join(place, "a.ipynb");
    const change = (cells: object[]): void => {
      Object.assign(cells[1]!, {execution_count: 9});
      Object.assign(cells[2]!, {execution_count: null, outputs: []});
    };
    writeFileSync(file, pythonNotebook(change));
    expect((await render({notebooks: [file]})).warnings).toEqual([
      `${file}: cell 3 was not run`,
      `${file}: cell 4 was run before the cell above it`,
    ]);
  });

  it("refuses two notebooks of one name, a missing one, and nothing at all", async () => {
    const place = folder();
    mkdirSync(join(place, "sub"));
    for (const file of ["a.ipynb", "sub/a.ipynb"]) writeFileSync(join(place, file), pythonNotebook());
    const both = [join(place, "a.ipynb"), join(place, "sub", "a.ipynb")];
    await expect(render({notebooks: both})).rejects.toThrow("two notebooks are called a");
    await expect(render({notebooks: [join(place, "b.ipynb")]})).rejects.toThrow("b.ipynb does not exist");
    await expect(render({})).rejects.toThrow("no notebook was named, and this is no Lookbook project");
  });

  it("takes the place of nobody's notebooks", async () => {
    const project = testProject({"01-make": pythonNotebook()});
    const paths = projectAt(project.root);
    const options = {paths, notebooks: [join(paths.notebooks, "01-make.ipynb")], output: project.root};
    await expect(render(options)).rejects.toThrow("it holds a folder notebooks, which the report's own would replace");
    expect(project.read("notebooks/01-make.ipynb")).toBe(pythonNotebook());
    const again = {...options, output: join(project.root, "ab")};
    await render(again);
    await render(again);
    expect(readdirSync(join(project.root, "ab", "notebooks"))).toEqual(["01-make.ipynb"]);
  });

  it("works from the command line where TensorFlow is not installed", async () => {
    const place = folder();
    writeFileSync(join(place, "a.ipynb"), pythonNotebook());
    const hide = `import {register} from "node:module";
      register("data:text/javascript," + encodeURIComponent(\`export async function resolve(name, context, next) {
        if (name.startsWith("@tensorflow/") || name.startsWith("onnxruntime")) throw new Error("hidden: " + name);
        return next(name, context);
      }\`));`;
    writeFileSync(join(place, "hide.mjs"), hide);
    const args = ["--import", join(place, "hide.mjs"), resolve("dist/cli/main.js"), "render", "a.ipynb", "--no-pdf"];
    const {stdout, stderr} = await new Promise<{stdout: string; stderr: string}>((done) => {
      execFile(process.execPath, args, {cwd: place}, (_, out, err) => done({stdout: out, stderr: err}));
    });
    expect(stderr).toBe("");
    expect(stdout).toContain("a.report/report.html");
    expect(existsSync(join(place, "a.report", "report.html"))).toBe(true);
  });
});
