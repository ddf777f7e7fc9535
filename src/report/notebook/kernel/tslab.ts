import {createRequire} from "node:module";
import {join} from "node:path";

/** What one display call hands over. */
export interface TslabDisplay {
  readonly data: Readonly<Record<string, unknown>>;
  readonly transient?: {readonly display_id?: string};
}

/** A diagnostic of tslab's converter; lines and characters count from 0. */
export interface TslabDiagnostic {
  readonly start: {readonly line: number; readonly character: number};
  readonly messageText: string;
  /** Of another file than the cell. */
  readonly fileName?: string;
}

interface Converter {
  convert(prevDecl: string, source: string): {readonly diagnostics: readonly TslabDiagnostic[]};
  addModule(name: string, source: string, metadata: unknown): readonly TslabDiagnostic[];
  close(): void;
}

interface Handler {
  handleExecute(
    request: {readonly code: string},
    writeStream: (name: "stdout" | "stderr", text: string) => void,
    writeDisplay: (display: TslabDisplay, update: boolean | undefined) => void,
  ): Promise<{readonly status: string}>;
  readonly execQueue: {reset(delay?: number): void};
}

/** What the executor wants to hear of besides output. */
export interface TslabListeners {
  /** A cell threw this. */
  readonly thrown: (value: unknown) => void;
  /** A cell did not compile. */
  readonly diagnostics: (diagnostics: readonly TslabDiagnostic[]) => void;
}

/** A module of the tslab that is installed where the notebook lies, else of the one that this package brings. */
export function findTslab(folder: string): string {
  const name = "tslab/dist/jupyter";
  try {
    return createRequire(join(folder, "notebook.js")).resolve(name);
  } catch {
    return createRequire(import.meta.url).resolve(name);
  }
}

/** The TypeScript that a tslab brings. */
export function findTypeScript(tslabFile: string): string {
  return createRequire(tslabFile).resolve("@tslab/typescript-for-tslab");
}

/**
 * Puts tslab's own parts together without ZeroMQ, as its `startKernel` does with it.
 * Everything this project rests on that is no public API of tslab 1.0.22 is named in this file and in sourceMaps.ts and nameCells.ts:
 * `converter.createConverter`, `executor.createExecutor`, `jupyter.JupyterHandlerImpl` and the handler's `execQueue`.
 */
export function openTslab(file: string, folder: string, {thrown, diagnostics}: TslabListeners): Handler {
  const require = createRequire(file);
  const {createConverter} = require("./converter") as {createConverter: (options: object) => Converter};
  const {createExecutor} = require("./executor") as {
    createExecutor: (root: string, converters: object, console: object) => object;
  };
  const {JupyterHandlerImpl} = require("./jupyter") as {
    JupyterHandlerImpl: new (executor: object, isJs: boolean) => Handler;
  };
  const converter = createConverter({isJS: false, isBrowser: false});
  const heard = (found: readonly TslabDiagnostic[]): void => {
    if (found.length > 0) diagnostics(found);
  };
  const node: Converter = {
    convert: (previous, source) => {
      const converted = converter.convert(previous, source);
      heard(converted.diagnostics);
      return converted;
    },
    addModule: (name, source, metadata) => {
      const found = converter.addModule(name, source, metadata);
      heard(found);
      return found;
    },
    close: () => converter.close(),
  };
  // tslab prints what a cell threw with one argument, and diagnostics, which were heard already, with five.
  const error = (...values: readonly unknown[]): void => {
    if (values.length === 1) thrown(values[0]);
  };
  const executor = createExecutor(folder, {node, browser: node, close: node.close}, {log: globalConsole.log, error});
  const handler = new JupyterHandlerImpl(executor, false);
  const {execQueue} = handler;
  const reset = execQueue.reset.bind(execQueue);
  // After a failed cell tslab refuses everything for 200 ms. Here the executor decides what follows, so the queue opens at once.
  execQueue.reset = () => reset();
  return handler;
}

/** Cells share the console, its groups and counters with tslab, which prints the last expression through it. */
const {console: globalConsole} = globalThis;
