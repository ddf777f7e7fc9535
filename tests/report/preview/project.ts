import {mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {type ProjectPaths, projectAt} from "../../../src/core/paths.js";
import {type Payload, toCarrier} from "../../../src/core/payload.js";
import {storeExecution} from "../../../src/report/notebook/cache.js";
import {chapterKeys} from "../../../src/report/notebook/chapterKeys.js";
import type {Execution} from "../../../src/report/notebook/execute.js";
import type {ChapterResult, executeChapters} from "../../../src/report/notebook/executeChapters.js";
import type {NotebookCell} from "../../../src/report/notebook/nbformat.js";
import {orderChapters} from "../../../src/report/notebook/order.js";

/** A project in a folder of its own, whose cells are lists of payloads: `[{kind: "values", values: {a: 1}}]`. */
export interface TestProject {
  readonly paths: ProjectPaths;
  /** Saves a notebook as Jupyter does: aside, then renamed. */
  readonly save: (name: string, cells: readonly string[], links?: object) => void;
  /** Replaces text in a notebook, in place. */
  readonly edit: (name: string, from: string, to: string) => void;
  readonly remove: () => void;
}

/** Markdown begins with `#`, `>` or a letter; a list of payloads is code. */
export function testProject(
  chapters: Readonly<Record<string, readonly string[]>>,
  links: Readonly<Record<string, object>> = {},
): TestProject {
  const paths = projectAt(mkdtempSync(join(tmpdir(), "lookbook-preview-")));
  mkdirSync(paths.notebooks);
  mkdirSync(paths.report);
  writeFileSync(
    join(paths.report, "report.json"),
    JSON.stringify({title: "Orchard", authors: ["A. Tester"], chapters: Object.keys(chapters)}),
  );
  const fileOf = (name: string): string => join(paths.notebooks, `${name}.ipynb`);
  const save: TestProject["save"] = (name, cells, own = links[name] ?? {}) => {
    const aside = join(paths.notebooks, `.~${name}.ipynb`);
    writeFileSync(
      aside,
      JSON.stringify({
        nbformat: 4,
        nbformat_minor: 5,
        metadata: {},
        cells: cells.map((source, i) => cell(source, i, own)),
      }),
    );
    renameSync(aside, fileOf(name));
  };
  for (const [name, cells] of Object.entries(chapters)) save(name, cells);
  return {
    paths,
    save,
    edit: (name, from, to) => {
      const text = readFileSync(fileOf(name), "utf8");
      if (!text.includes(from)) throw new Error(`${name} does not hold ${from}`);
      writeFileSync(fileOf(name), text.replace(from, to));
    },
    remove: () => rmSync(paths.root, {recursive: true, force: true}),
  };
}

function cell(source: string, i: number, links: object): object {
  const isCode = /^[[(]/.test(source);
  return {
    id: `cell-${i}`,
    cell_type: isCode ? "code" : "markdown",
    metadata: i === 0 ? {lookbook: links} : {},
    source,
    ...(isCode && {execution_count: null, outputs: []}),
  };
}

/** Which chapters have run, and a gate that holds runs back. */
export interface TestKernel {
  readonly execute: typeof executeChapters;
  /** Names in the order in which runs began; those that were cut short end in `!`. */
  readonly ran: string[];
  /** Runs wait as long as it is closed. */
  readonly gate: {open: () => void; close: () => void};
}

/** Runs cells by reading them as lists of payloads, in this process; the rest, keys and storing, is as in the real thing. */
export function testKernel(): TestKernel {
  const ran: string[] = [];
  let release = (): void => undefined;
  let closed: Promise<void> | undefined;
  const execute: typeof executeChapters = async (chapters, options = {}) => {
    const {only = [], cache, signal, onEvent} = options;
    const [name] = only;
    const chapter = chapters.find((one) => one.name === name)!;
    const parts = (await chapterKeys(orderChapters(chapters), options)).get(chapter.name)!;
    ran.push(chapter.name);
    onEvent?.(chapter.name, {type: "cell", position: 1, cells: 2, firstLine: "first line"});
    if (closed) await Promise.race([closed, new Promise((cut) => signal?.addEventListener("abort", cut))]);
    if (signal?.aborted) {
      ran.push(`${chapter.name}!`);
      throw new Error("interrupted");
    }
    const execution = executed(chapter.notebook.cells);
    if (!execution.failure) await storeExecution({folder: cache!.folder, name: chapter.name}, parts, execution);
    return chapters.map(({name: other, path}): ChapterResult => {
      if (other !== chapter.name) return {name: other, path, status: "skipped"};
      return {name: other, path, status: execution.failure ? "failed" : "ok", execution};
    });
  };
  return {
    execute,
    ran,
    gate: {
      close: () => {
        closed = new Promise((open) => {
          release = open;
        });
      },
      open: () => {
        release();
        closed = undefined;
      },
    },
  };
}

function executed(cells: readonly NotebookCell[]): Execution {
  let failure: Execution["failure"];
  const done = cells.map((one, index): NotebookCell => {
    if (one.cell_type !== "code" || failure) return one;
    try {
      const payloads = new Function(`return ${one.source}`)() as Payload[];
      const outputs = payloads.map((payload) => ({
        output_type: "display_data" as const,
        data: {"text/html": toCarrier(payload, "")},
        metadata: {},
      }));
      return {...one, execution_count: index, outputs};
    } catch (thrown) {
      const {name: ename, message: evalue} = thrown as Error;
      failure = {
        index,
        number: index + 1,
        code: "cell-failed",
        ename,
        evalue,
        traceback: [evalue, `  at cell ${index + 1}, line 2`],
      };
      return one;
    }
  });
  const reports = done.flatMap((one, index) =>
    one.cell_type === "code"
      ? [
          {
            id: one.id,
            index,
            number: index + 1,
            firstLine: one.source,
            status: "ok" as const,
            duration: 1,
            peakMemory: 1,
          },
        ]
      : [],
  );
  return {
    notebook: {nbformat: 4, nbformat_minor: 5, metadata: {}, cells: done},
    cells: reports,
    ...(failure && {failure}),
    duration: 1,
    peakMemory: 1,
  };
}
