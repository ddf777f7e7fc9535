import {basename, dirname, join, resolve} from "node:path";
import {type Command, InvalidArgumentError} from "commander";
import {seconds} from "../core/progress.js";
import {type ExecutionEvent, executeNotebook} from "../report/notebook/execute.js";
import {executionError} from "../report/notebook/executionFailure.js";
import type {Notebook} from "../report/notebook/nbformat.js";
import {assertKnown, declaredParameters, type Parameters} from "../report/notebook/parameters.js";
import {readNotebook} from "../report/notebook/readNotebook.js";
import {readParameter} from "../report/notebook/readParameter.js";
import {writeNotebook} from "../report/notebook/writeNotebook.js";
import {interruptible} from "./interruptible.js";
import {collectParameters} from "./parameters.js";

interface RunOptions {
  readonly parameter?: Readonly<Record<string, string>>;
  readonly output?: string;
  readonly timeout?: number;
  readonly notebookTimeout?: number;
}

/** Adds `lookbook run`. */
export function addRunCommand(program: Command): void {
  program
    .command("run")
    .description("run one notebook and write it with its outputs")
    .argument("<notebook>", "the .ipynb file")
    .option("-p, --parameter <name=value>", "give a parameter a value; may be repeated", collectParameters)
    .option("-o, --output <file>", "where the executed notebook goes; defaults to NAME.executed.ipynb beside it")
    .option(
      "--timeout <seconds>",
      "what a cell may take; the tag timeout-SECONDS overrides it (default: 600)",
      positive,
    )
    .option("--notebook-timeout <seconds>", "what the notebook may take (default: 7200)", positive)
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook run notebooks/01-data.ipynb",
        "  lookbook run notebooks/03-baseline.ipynb -p epochs=3 -p profile=quick --output baseline.ipynb",
        "",
        "A cell that fails ends the run with exit code 1; the notebook is written all the same, up to the error.",
      ].join("\n"),
    )
    .action(run);
}

async function run(path: string, {parameter = {}, output, timeout, notebookTimeout}: RunOptions): Promise<void> {
  const notebook = await readNotebook(path);
  const parameters = typed(parameter, notebook, path);
  const target = output ?? join(dirname(path), `${basename(path, ".ipynb")}.executed.ipynb`);
  const execution = await interruptible((signal) =>
    executeNotebook(notebook, {
      path,
      folder: dirname(resolve(path)),
      parameters,
      ...(timeout === undefined ? {} : {cellTimeout: timeout * 1000}),
      ...(notebookTimeout === undefined ? {} : {notebookTimeout: notebookTimeout * 1000}),
      signal,
      onEvent: show,
    }),
  );
  await writeNotebook(target, execution.notebook);
  const {failure, duration, peakMemory} = execution;
  if (failure) {
    console.error(`wrote ${target}, which holds the error`);
    throw executionError(path, failure);
  }
  console.log(`wrote ${target}  ${seconds(duration / 1000)}, peak memory ${Math.round(peakMemory / 2 ** 20)} MiB`);
}

/** A line a cell; on a terminal also the one that runs. */
function show(event: ExecutionEvent): void {
  const isTerminal = process.stdout.isTTY === true;
  if (isTerminal && event.type === "cell") {
    process.stdout.write(
      `${event.position}/${event.cells}  running    ${event.firstLine}`.slice(0, process.stdout.columns),
    );
  }
  if (event.type !== "cell-ended") return;
  if (isTerminal) process.stdout.write("\r\u001b[2K");
  const {position, cells, report} = event;
  const count = `${String(position).padStart(String(cells).length)}/${cells}`;
  console.log(
    `${count}  ${report.status.padEnd(9)} ${seconds(report.duration / 1000).padStart(7)}  ${report.firstLine}`,
  );
}

/** Values from the command line are text; the notebook's declaration says what they stand for. */
function typed(texts: Readonly<Record<string, string>>, notebook: Notebook, path: string): Parameters {
  const declared = declaredParameters(notebook, path);
  assertKnown(texts, new Map([[path, declared]]));
  const types = new Map(declared.map(({name, type}) => [name, type]));
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, readParameter(text, types.get(name)!)]));
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError("Expected a number of seconds above 0.");
  return value;
}
