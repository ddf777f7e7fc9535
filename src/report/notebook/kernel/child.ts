import {AsyncLocalStorage} from "node:async_hooks";
import {readFileSync, writeFileSync, writeSync} from "node:fs";
import {Socket} from "node:net";
import {join} from "node:path";
import {libraryRoot} from "../../../core/paths.js";
import {type StepReport, stepChannel} from "../../../core/step.js";
import {loadCompiled} from "./compileCache.js";
import {compileFailure, runtimeFailure} from "./failure.js";
import {lineCutter} from "./lines.js";
import {nameCells} from "./nameCells.js";
import {type Command, fence, type MessageBody} from "./protocol.js";
import {activeResources, quiet} from "./quiet.js";
import {keepSourceMaps, SourceMaps} from "./sourceMaps.js";
import {findTslab, findTypeScript, openTslab} from "./tslab.js";
import {endWithGroup, watchParent} from "./watchParent.js";

/** The child process of one notebook: takes commands on file descriptor 4, tells on 3. Its working folder is the notebook's. */
const folder = process.cwd();
const currentCell = new AsyncLocalStorage<number>();
const maps = new SourceMaps();
const budgets = new Map<number, Budget>();
/** Cells that had not come to rest when they closed. */
const restless: number[] = [];
let running = -1;
let sequence = 0;
/** Characters of output that the notebook has by now. */
let shown = 0;
const notebookShare = 4;

watchParent(Number(process.argv[2]));
const tslabFile = findTslab(folder);
const typeScriptFile = findTypeScript(tslabFile);
const keepCompiled = loadCompiled(typeScriptFile, join(libraryRoot(), "node_modules", ".cache", "lookbook"));
keepSourceMaps(typeScriptFile, (stages) => maps.compiled(running, stages));
nameCells(() => running);
const failed = new Set<number>();
const tslab = openTslab(tslabFile, folder, {
  thrown: (value) => fail(cellNow(), value),
  diagnostics: (found) => {
    failed.add(running);
    send({type: "failure", cell: running, failure: compileFailure(found, running, maps), isFatal: false});
  },
});
Object.assign(globalThis, {
  [Symbol.for("lookbook.progress")]: (text: string) => send({type: "progress", text}),
  [stepChannel]: (step: StepReport) => send({type: "step", step}),
});
process.on("unhandledRejection", (reason) => fail(cellNow(), reason));
process.on("uncaughtException", (error) => fail(cellNow(), error));
// The end of this stream means that the executor is gone.
new Socket({fd: 4, readable: true, writable: false})
  .setEncoding("utf8")
  .on("data", lineCutter((line) => void obey(JSON.parse(line) as Command)) as (chunk: string | Buffer) => void)
  .on("error", endWithGroup)
  .on("close", endWithGroup);
const atStart = activeResources();
send({type: "ready"});

async function obey(command: Command): Promise<void> {
  const before = activeResources();
  if (command.type === "finish") {
    const isQuiet = await quiet(atStart, command.settle);
    const [cell] = restless;
    if (!isQuiet && cell !== undefined) fail(cell, unfinished());
    keepCompiled();
    send({type: "finished"});
    return;
  }
  const {cell, number, source, outputLimit, settle} = command;
  running = cell;
  maps.open(cell, source, number);
  budgets.set(cell, {left: outputLimit, limit: outputLimit, displays: new Map()});
  resetPeakMemory();
  const spent = process.cpuUsage();
  let complaint = "";
  const {status} = await currentCell.run(cell, () =>
    tslab.handleExecute(
      {code: source},
      (name, text) => {
        spend(text.length);
        if (name === "stderr") complaint = (complaint + text).slice(-2000);
        send({type: "stream", cell: cellNow(), name, text});
      },
      ({data, transient}, update) => {
        const displayId = transient?.display_id;
        spend(sizeOf(data), displayId);
        send({type: "display", cell: cellNow(), data, displayId, update: update === true});
      },
    ),
  );
  if (!(await quiet(before, settle))) restless.push(cell);
  if (status !== "ok" && !failed.has(cell)) {
    // tslab's own failures are no cell's: it prints them.
    fail(cell, new Error(`tslab could not run the cell: ${complaint.trim() || "it gave no reason"}`));
  }
  for (const fd of [1, 2]) writeAll(fd, Buffer.from(fence));
  const {user, system} = process.cpuUsage(spent);
  send({type: "done", cell, peakMemory: peakMemory(), cpu: (user + system) / 1000});
}

interface Budget {
  /** Characters that the cell may still print. */
  left: number;
  readonly limit: number;
  /** Size of what each display shows now: an update replaces it. */
  readonly displays: Map<string, number>;
}

/** Output belongs to the cell whose code caused it, also when a timer or a promise brings it late. */
function cellNow(): number {
  return currentCell.getStore() ?? running;
}

/**
 * Counts output against the cell's limit and that of the notebook, which is four times as much. Past it the run ends here: `console.log`
 * would swallow an error, and the cell go on.
 */
function spend(characters: number, displayId?: string): void {
  const cell = cellNow();
  const budget = budgets.get(cell);
  if (!budget) return;
  const replaced = displayId === undefined ? 0 : (budget.displays.get(displayId) ?? 0);
  const more = characters - replaced;
  const isCellFull = more > budget.left;
  if (isCellFull || shown + more > notebookShare * budget.limit) {
    const size = `${Math.round(((isCellFull ? 1 : notebookShare) * budget.limit * 10) / 2 ** 20) / 10} MiB`;
    const what = isCellFull ? "the output of this cell is" : "the outputs of this notebook are, with this cell,";
    const error = new Error(`${what} larger than ${size}; what came after is lost. Print less, or write it to a file`);
    error.name = "OutputLimitError";
    fail(cell, error, true);
    for (;;) Atomics.wait(pause, 0, 0); // until the executor ends this process
  }
  budget.left -= more;
  shown += more;
  if (displayId !== undefined) budget.displays.set(displayId, characters);
}

function sizeOf(data: Readonly<Record<string, unknown>>): number {
  const lengths = Object.values(data).map((value) =>
    typeof value === "string" ? value.length : (JSON.stringify(value)?.length ?? 0),
  );
  return lengths.reduce((sum, length) => sum + length, 0);
}

function unfinished(): Error {
  const work = [...activeResources().keys()].join(", ");
  const error = new Error(
    `the notebook ended while work of this cell was still running (${work}), so its outcome is unknown; await it, or stop it`,
  );
  error.name = "UnfinishedWorkError";
  error.stack = "";
  return error;
}

function fail(cell: number, thrown: unknown, isFatal = false): void {
  // What follows from a cell's first failure would only hide it.
  if (failed.has(cell) && !isFatal) return;
  failed.add(cell);
  send({type: "failure", cell, failure: runtimeFailure(thrown, maps), isFatal});
}

function send(body: MessageBody): void {
  if (!writeAll(3, Buffer.from(`${JSON.stringify({seq: sequence++, ...body})}\n`))) endWithGroup();
}

/** Writes all of it before it returns, waiting where the reader is slow. @returns false where nobody reads any more */
function writeAll(fd: number, bytes: Uint8Array): boolean {
  for (let sent = 0; sent < bytes.length; ) {
    try {
      sent += writeSync(fd, bytes, sent);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return false;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
  return true;
}

const pause = new Int32Array(new SharedArrayBuffer(4));

/** Linux can start its high-water mark of memory anew; elsewhere it is the process's, and only rises. */
function resetPeakMemory(): void {
  try {
    writeFileSync("/proc/self/clear_refs", "5");
  } catch {
    // Not Linux, or not allowed.
  }
}

/** Bytes. */
function peakMemory(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
