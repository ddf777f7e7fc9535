import {hostname} from "node:os";
import {LookbookError, messageOf} from "../../core/errors.js";
import {processStart} from "../../core/processStart.js";
import {thisMachine} from "../../core/thisMachine.js";
import type {Checkpoint} from "../training/checkpoint.js";
import type {TrainingHistory} from "../training/history.js";
import {
  appendJournal,
  type JournalEvent,
  journalFormat,
  readJournal,
  type TrainingFacts,
  type WallClock,
} from "./journal.js";
import {trainingOf} from "./training.js";

/** Options for {@link recordTraining}. */
export interface RecordOptions {
  /** The journal. */
  readonly path: string;
  readonly facts: TrainingFacts;
  /** The engine in words: version and what it uses of the machine. */
  readonly engine: string;
  readonly workers: number | undefined;
  readonly checkpoint: Checkpoint;
  readonly now: WallClock;
  /** Told after each line but the first: only then is it known whether the training goes on or begins anew. */
  readonly onLine: (() => void) | undefined;
}

/**
 * Trains, and writes the journal meanwhile: an epoch as soon as the checkpoint has kept it, and how it ended.
 * @param fit trains with the checkpoint it is given; where it makes no use of it, its epochs are written down at the end
 * @throws whatever `fit` throws, and LookbookError `disk` where the journal cannot be written
 */
export async function recordTraining(
  options: RecordOptions,
  fit: (checkpoint: Checkpoint) => Promise<TrainingHistory>,
): Promise<TrainingHistory> {
  const {path, facts, engine, workers, checkpoint, now, onLine} = options;
  const write = async (event: JournalEvent): Promise<void> => {
    await appendJournal(path, event, now);
    onLine?.();
  };
  const before = trainingOf(await readJournal(path), now).epochs.length;
  const machine = {...thisMachine(), host: hostname(), node: process.version, engine};
  const start: JournalEvent = {
    ...{type: "start", format: journalFormat, ...facts, machine},
    ...(workers !== undefined && {workers}),
    process: {pid: process.pid, start: processStart(process.pid)},
  };
  await appendJournal(path, start, now);
  const lap = openLap(now);
  let written = 0;
  try {
    const history = await fit({
      ...checkpoint,
      load: async () => {
        const state = await checkpoint.load();
        if (!state) onLine?.();
        else {
          written = state.records.length;
          await write({type: "resume", epochs: written});
          for (const record of state.records.slice(before)) await write({type: "epoch", ...record});
        }
        return state;
      },
      save: async (state) => {
        await checkpoint.save(state);
        for (const record of state.records.slice(written)) await write({type: "epoch", ...record, seconds: lap()});
        written = state.records.length;
      },
    });
    const rest = history.epochs.slice(written);
    const share = lap() / rest.length;
    for (const record of rest) await write({type: "epoch", ...record, seconds: share});
    await write({type: "end", state: "finished", bestEpoch: history.bestEpoch});
    return history;
  } catch (thrown) {
    const isStopped = thrown instanceof LookbookError && thrown.code === "interrupted";
    const end = {state: isStopped ? "interrupted" : "failed", message: messageOf(thrown)} as const;
    // The first error is the one to be told.
    await write({type: "end", ...end}).catch(() => undefined);
    throw thrown;
  }
}

/** Seconds since the last time it was asked, to the millisecond. */
function openLap(now: WallClock): () => number {
  let since = now();
  return () => {
    const start = since;
    since = now();
    return Math.round(since - start) / 1000;
  };
}
