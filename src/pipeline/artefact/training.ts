import {hostname} from "node:os";
import {isRunning} from "../../core/isRunning.js";
import {processStart} from "../../core/processStart.js";
import type {EpochRecord} from "../training/history.js";
import type {
  EndLine,
  JournalLine,
  ProcessMark,
  TestLine,
  TestScore,
  TrainingFacts,
  TrainingMachine,
  WallClock,
} from "./journal.js";

/** How far a training is. */
export type TrainingState = "running" | EndLine["state"];

/** A training as its journal tells it. */
export interface Training {
  /** Undefined where the journal does not say, as of a run that was trained before there were journals. */
  readonly facts?: TrainingFacts;
  readonly state: TrainingState;
  /** Whether no line tells how it ended: it runs, or was killed. */
  readonly isOpen: boolean;
  /** Why it failed, or where it was stopped. */
  readonly message?: string;
  /** The epoch whose weights were kept; before the end, the best so far, by the loss or by what the options `watch`. From 1. */
  readonly bestEpoch?: number;
  /** Those that count: of a training that began anew, the new ones. */
  readonly epochs: readonly TimedEpoch[];
  /** When it began, ISO 8601; of one that was interrupted and went on, for the first time. */
  readonly started?: string;
  /** Time of the last line. */
  readonly changed?: string;
  /** Spent on the epochs that count, waiting and lost work not among it; undefined where a part of it is not known. */
  readonly seconds?: number;
  /** How many processes trained it, one after the other. */
  readonly sessions: number;
  readonly workers?: number;
  /** Of the last session. */
  readonly machine?: TrainingMachine;
  readonly process?: ProcessMark;
  readonly test?: TestScore;
  readonly notices: readonly string[];
}

export interface TimedEpoch extends EpochRecord {
  readonly time: string;
  readonly seconds?: number;
}

/**
 * Reads a journal's lines as the story of one training.
 * @param now milliseconds since 1970: a process on another machine counts as gone when its journal has been silent for a day
 */
export function trainingOf(lines: readonly JournalLine[], now: WallClock): Training {
  let story: Story = {epochs: [], sessions: 0, notices: []};
  for (const line of lines) story = next(story, line);
  const {earlier: _, ended, ...rest} = story;
  const state = ended?.state ?? (isAlive(story, now()) ? "running" : "interrupted");
  const {epochs} = rest;
  const bestEpoch = ended?.bestEpoch ?? bestEpochOf(epochs, rest.facts?.options["watch"]);
  const isTimed = epochs.length > 0 && epochs.every(({seconds}) => seconds !== undefined);
  return {
    ...rest,
    state,
    isOpen: ended === undefined,
    ...(bestEpoch !== undefined && {bestEpoch}),
    ...(ended?.message !== undefined && {message: ended.message}),
    ...(isTimed && {seconds: epochs.reduce((sum, {seconds = 0}) => sum + seconds, 0)}),
  };
}

/** The test result that was noted last, if one was; one that began anew has none. */
export function testOf(lines: readonly JournalLine[]): TestScore | undefined {
  const last = lines.filter(({type}) => type === "test" || type === "start").at(-1);
  return last?.type === "test" ? resultOf(last) : undefined;
}

function resultOf({type: _, time: __, ...test}: TestLine): TestScore {
  return test;
}

type Story = Omit<Training, "state" | "isOpen" | "message" | "bestEpoch" | "seconds"> & {
  /** What the session before had done, until it is known whether this one goes on from there. */
  readonly earlier?: Pick<Training, "epochs" | "started" | "sessions">;
  readonly ended?: EndLine;
};

function next(story: Story, line: JournalLine): Story {
  const {time} = line;
  switch (line.type) {
    case "start": {
      const {type: _, time: __, format: ___, machine, process, workers, ...facts} = line;
      const earlier = {epochs: story.epochs, sessions: story.sessions, ...(story.started && {started: story.started})};
      const begun = {
        epochs: [],
        sessions: 1,
        notices: [],
        started: time,
        changed: time,
        facts,
        machine,
        process,
        earlier,
      };
      return workers === undefined ? begun : {...begun, workers};
    }
    case "resume": {
      const {epochs = [], sessions = 0, started = story.started} = story.earlier ?? {};
      const kept = epochs.slice(0, line.epochs);
      return {...story, epochs: kept, sessions: sessions + 1, changed: time, ...(started && {started})};
    }
    case "epoch": {
      const {type: _, ...record} = line;
      return {...story, epochs: [...story.epochs, record], changed: time};
    }
    case "end":
      return {...story, ended: line, changed: time};
    case "test":
      return {...story, test: resultOf(line), changed: time};
    case "notice":
      return {...story, notices: [...story.notices, line.text]};
  }
}

function bestEpochOf(epochs: readonly EpochRecord[], watch: unknown): number | undefined {
  const faults = epochs.map((record) => (watch === "accuracy" ? -record.validationAccuracy : record.validationLoss));
  return epochs[faults.indexOf(Math.min(...faults))]?.epoch;
}

const day = 24 * 3600 * 1000;

function isAlive({machine, process, changed}: Story, now: number): boolean {
  if (!machine || !process) return false;
  if (machine.host !== hostname()) return now - Date.parse(changed ?? "") < day;
  return isRunning(process.pid) && processStart(process.pid) === process.start;
}
