import {appendFile, mkdir, open, readFile} from "node:fs/promises";
import {dirname, join} from "node:path";
import {systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {isRecord} from "../../core/isRecord.js";
import type {Machine} from "../../core/measurement.js";
import type {EpochRecord} from "../training/history.js";
import {runName} from "./runRecord.js";

/**
 * One line of a journal: what happened in a training, and when. A journal is only ever appended to, so that it tells of a training that
 * runs, and of one that was killed, as truly as of one that came to its end.
 */
export type JournalLine = StartLine | ResumeLine | EpochLine | EndLine | TestLine | NoticeLine;

/** A process begins to train, from the first epoch unless a {@link ResumeLine} follows. */
export interface StartLine extends Timed, TrainingFacts {
  readonly type: "start";
  readonly format: typeof journalFormat;
  /** Threads; undefined where the training's options do not say. */
  readonly workers?: number;
  readonly machine: TrainingMachine;
  readonly process: ProcessMark;
}

/** What is known before the first epoch. */
export interface TrainingFacts {
  /** Name of the architecture. */
  readonly model: string;
  readonly parameterCount: number;
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number | string;
  readonly dataHash: string;
  readonly engine: string;
  readonly codeHash: string;
  /** Version of the library. */
  readonly library: string;
}

/** Where a training ran. */
export interface TrainingMachine extends Machine {
  readonly host: string;
  readonly node: string;
  /** The engine in words: version and what it uses of the machine. */
  readonly engine: string;
}

/** Tells whether the process that trains is still there. */
export interface ProcessMark {
  readonly pid: number;
  /** As `processStart` tells it. */
  readonly start: string;
}

/** The training goes on behind so many epochs, which a checkpoint kept. */
export interface ResumeLine extends Timed {
  readonly type: "resume";
  readonly epochs: number;
}

/** An epoch is over. */
export interface EpochLine extends Timed, EpochRecord {
  readonly type: "epoch";
  /** Since the line before; undefined where another process was at it, and left no line. */
  readonly seconds?: number;
}

/** The process trains no longer; without this line it was killed. */
export interface EndLine extends Timed {
  readonly type: "end";
  readonly state: "finished" | "interrupted" | "failed";
  /** Of one that finished: the epoch whose weights were kept, from 1. */
  readonly bestEpoch?: number;
  /** Why it failed, or where it was stopped. */
  readonly message?: string;
}

/** What the model reached on its test set. */
export interface TestLine extends Timed, TestScore {
  readonly type: "test";
}

/** What a model reached on pictures that had no say in its training. */
export interface TestScore {
  /** In [0, 1]. */
  readonly accuracy: number;
  /** Mean of the classes' F1, in [0, 1]. */
  readonly macroF1?: number;
  /** Pictures. */
  readonly count?: number;
}

/** Something that its user should know, such as a tracking server that did not answer. */
export interface NoticeLine extends Timed {
  readonly type: "notice";
  readonly text: string;
}

interface Timed {
  /** ISO 8601. */
  readonly time: string;
}

export const journalFormat = "lookbook-journal/1";

/** A line, apart from its time. */
export type JournalEvent = {
  [T in JournalLine["type"]]: Omit<Extract<JournalLine, {type: T}>, "time">;
}[JournalLine["type"]];

/** Milliseconds since 1970. */
export type WallClock = () => number;

/** The machine's clock. */
export const wallClock: WallClock = () => performance.timeOrigin + performance.now();

/** Folder of a profile's journals, `NAME/KEY.jsonl`, below that of its runs. */
export const journalFolder = ".journals";

/** Where the journal of one training is; `key` is its `runKey`. */
export function journalPath(folder: string, name: string, key: string): string {
  return join(folder, journalFolder, runName(name), `${key}.jsonl`);
}

/** Appends a line, making file and folder. A line that a killed process left unfinished is ended first. @throws LookbookError `disk` */
export async function appendJournal(path: string, event: JournalEvent, now: WallClock): Promise<void> {
  const {type, ...rest} = event;
  const line = JSON.stringify({type, time: new Date(now()).toISOString(), ...rest});
  try {
    await mkdir(dirname(path), {recursive: true});
    await appendFile(path, `${(await isTorn(path)) ? "\n" : ""}${line}\n`);
  } catch (cause) {
    throw diskError("write", path, cause);
  }
}

/** All lines of a journal; none where there is no such file. What is no line of a journal is passed over. @throws LookbookError `disk` */
export async function readJournal(path: string): Promise<JournalLine[]> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    if (systemCode(cause) === "ENOENT") return "";
    throw diskError("read", path, cause);
  });
  return text.split("\n").flatMap(parsed);
}

const types: ReadonlySet<unknown> = new Set<JournalLine["type"]>(["start", "resume", "epoch", "end", "test", "notice"]);

function parsed(line: string): JournalLine[] {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) && types.has(value["type"]) && typeof value["time"] === "string"
      ? [value as unknown as JournalLine]
      : [];
  } catch {
    return [];
  }
}

async function isTorn(path: string): Promise<boolean> {
  const file = await open(path, "r").catch(() => undefined);
  if (!file) return false;
  try {
    const {size} = await file.stat();
    if (size === 0) return false;
    const {buffer} = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] !== "\n".charCodeAt(0);
  } finally {
    await file.close();
  }
}
