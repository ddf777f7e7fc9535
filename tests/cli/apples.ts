import {execFile} from "node:child_process";
import {mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {dirname, join, resolve} from "node:path";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Options for {@link lookbook}. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** What stands before node, such as `taskset`. */
  readonly before?: readonly string[];
}

/** Runs the command line that was compiled last. */
export function lookbook(
  args: readonly string[],
  cwd: string,
  {env = process.env, before = []}: RunOptions = {},
): Promise<Ended> {
  const [program, ...rest] = [...before, process.execPath, resolve("dist/cli/main.js"), ...args];
  return new Promise((done) => {
    execFile(program!, rest, {cwd, env, maxBuffer: 2 ** 26}, (error, stdout, stderr) => {
      done({code: error ? Number(error.code) : 0, stdout, stderr});
    });
  });
}

/** Writes a project of two short chapters, with a value, a figure, a claim and a table. */
export function writeApples(root: string, more: object = {}): void {
  const config = {
    title: "Apples",
    authors: ["A. Tester"],
    chapters: ["01-make", "02-use"],
    profiles: {small: {parameters: {size: 3}}, large: {parameters: {size: 30}}},
    ...more,
  };
  write(join(root, "report", "report.json"), JSON.stringify(config));
  write(join(root, ".gitignore"), "report/dist/\nreport/.cache/\n");
  write(
    join(root, "notebooks", "01-make.ipynb"),
    notebook([
      ["markdown", "# Making\n\nThere are {{apples.count | integer}} apples, as @fig-sizes shows."],
      ["code", "let size: number = 1;", ["parameters"]],
      ["code", shows("{kind: 'values', values: {'apples.count': size}}")],
      [
        "code",
        shows(
          "{kind: 'plot', id: 'sizes', caption: 'Sizes of all apples.', alt: 'Bars', data: [{type: 'bar', x: ['a', 'b'], y: [1, size]}], layout: {}}",
        ),
      ],
    ]),
  );
  write(
    join(root, "notebooks", "02-use.ipynb"),
    notebook([
      ["markdown", "# Using\n\nAll apples are eaten, by those whom @tab-who names [[eaten]]."],
      [
        "code",
        shows(
          "{kind: 'claim', id: 'eaten', statement: 'All apples are eaten.', outcome: 'holds', evidence: {method: 'count', criterion: 'none is left'}}",
        ),
      ],
      [
        "code",
        shows(
          "{kind: 'table', id: 'who', caption: 'Who ate.', columns: [{name: 'Who'}, {name: 'Count'}], rows: [['Ada', 2], ['Bob', 1]]}",
        ),
      ],
    ]),
  );
}

/** Changes a file of a project or report, which must contain what is looked for. */
export function edit(path: string, from: string, to: string): void {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`);
  writeFileSync(path, text.replaceAll(from, to));
}

/** A cell that displays a payload as the library does. */
function shows(payload: string): string {
  return `import * as tslab from "tslab";
tslab.display.html('<div data-lookbook="x"><script type="application/vnd.lookbook+json">' + JSON.stringify(${payload}) + '</scr' + 'ipt></div>');`;
}

function notebook(cells: readonly (readonly [string, string, (readonly string[])?])[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map(([kind, source, tags], i) => ({
      id: `cell-${i}`,
      cell_type: kind,
      metadata: {...(tags && {tags})},
      source,
      ...(kind === "code" && {execution_count: null, outputs: []}),
    })),
  });
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, text);
}
