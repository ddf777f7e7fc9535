import type {Crew} from "./crew.js";
import type {Mover} from "./mover.js";
import type {Desk} from "./shard.js";
import type {FullOptions} from "./trainOptions.js";

/** All that a step needs. */
export interface Bench {
  readonly options: FullOptions;
  readonly desk: Desk;
  readonly crew: Crew;
  readonly move: Mover;
}

/** One step of a training. */
export interface Step {
  /** From 0, over all epochs. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  readonly rows: Int32Array;
  readonly learningRate: number;
}

/** What came out of it. */
export interface StepResult {
  /** Sum over the rows, in nats; where it is no finite number, the weights have not moved. */
  readonly loss: number;
  readonly correct: number;
  /** Length of the gradient before it was clipped, with `clip`; where it is no finite number, the weights have not moved. */
  readonly norm: number | undefined;
  readonly gathering: number;
  readonly moving: number;
}

/** Whether a step came to numbers: where not, the training has diverged. */
export function isFiniteStep({loss, norm = 0}: StepResult): boolean {
  return Number.isFinite(loss) && Number.isFinite(norm);
}

/** Computes the gradient of some rows and moves the weights on the board by it. */
export async function runStep(
  {options, desk, crew, move}: Bench,
  {step, epoch, rows, learningRate}: Step,
): Promise<StepResult> {
  const {board} = desk;
  // A last, smaller batch is cut into fewer shards of about the same size: batch statistics need pictures.
  const shards = Math.max(1, Math.round((rows.length * options.shards) / options.batchSize));
  board.rows.set(rows);
  const reports = await crew.step({step, epoch, rowCount: rows.length, shards});
  const start = performance.now();
  const sumOf = (key: "loss" | "correct"): number => reports.reduce((sum, report) => sum + report[key], 0);
  const loss = sumOf("loss");
  const norm = Number.isFinite(loss) ? move({shards, learningRate}) : undefined;
  const gathering = Math.max(...reports.map((report) => report.gathering));
  return {loss, correct: sumOf("correct"), norm, gathering, moving: performance.now() - start};
}
