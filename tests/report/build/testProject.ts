import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {onTestFinished} from "vitest";

/** A cell as a test writes it. */
export interface CellSource {
  readonly md?: string;
  readonly code?: string;
  readonly tags?: readonly string[];
}

/** The text of a notebook. @param links what its first cell declares */
export function notebookText(cells: readonly CellSource[], links: object = {}): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map(({md, code, tags}, i) => ({
      id: `cell-${i}`,
      cell_type: md === undefined ? "code" : "markdown",
      metadata: {...(tags && {tags}), ...(i === 0 && {lookbook: links})},
      source: md ?? code,
      ...(md === undefined && {execution_count: null, outputs: []}),
    })),
  });
}

/** A cell that publishes values as the library's `publish` does. */
export function publishes(values: string): string {
  return `import * as tslab from "tslab";
tslab.display.html('<div data-lookbook="values"><script type="application/vnd.lookbook+json">' + JSON.stringify({kind: "values", values: ${values}}) + '</scr' + 'ipt></div>');`;
}

/** A project in a folder of its own. */
export interface TestProject {
  readonly root: string;
  readonly read: (path: string) => string;
  readonly write: (path: string, text: string) => void;
  /** Replaces text in a file; the text must be there. */
  readonly edit: (path: string, from: string, to: string) => void;
}

/**
 * Writes a project, which is gone when the test that calls this has ended.
 * @param chapters name to text of the notebook, in reading order
 */
export function testProject(chapters: Readonly<Record<string, string>>, config: object = {}): TestProject {
  const project = sharedProject(chapters, config);
  onTestFinished(project.remove);
  return project;
}

/** Like {@link testProject}, for several tests in a row: whoever calls this removes it. */
export function sharedProject(
  chapters: Readonly<Record<string, string>>,
  config: object = {},
): TestProject & {readonly remove: () => void} {
  const root = mkdtempSync(join(tmpdir(), "lookbook-project-"));
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, ".."), {recursive: true});
    writeFileSync(join(root, path), text);
  };
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const edit = (path: string, from: string, to: string): void => {
    const before = read(path);
    if (!before.includes(from)) throw new Error(`${path} does not hold ${from}`);
    write(path, before.replace(from, to));
  };
  const base = {title: "Apples", authors: ["A. Tester"], chapters: Object.keys(chapters), ...config};
  write("report/report.json", JSON.stringify(base));
  for (const [name, text] of Object.entries(chapters)) write(`notebooks/${name}.ipynb`, text);
  mkdirSync(join(root, "node_modules"));
  symlinkSync(resolve("."), join(root, "node_modules", "lookbook"), "dir");
  symlinkSync(resolve("node_modules", "tslab"), join(root, "node_modules", "tslab"), "dir");
  return {root, read, write, edit, remove: () => rmSync(root, {recursive: true, force: true})};
}
