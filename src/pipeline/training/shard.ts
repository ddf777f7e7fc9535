import {seeded} from "../../core/random.js";
import {copyNumbers} from "../engine/numbers.js";
import {type Augmentation, type Augmenter, openAugmenter} from "../features/augment.js";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import {predictLogits} from "../model/predict.js";
import {seedDropout} from "../model/seedDropout.js";
import {type Board, takeTurns} from "./board.js";
import {type Batch, differentiate} from "./gradients.js";
import type {Loss} from "./loss.js";
import {readSpan, type Span, spansOf, writeSpan} from "./spans.js";

/** Where a thread works: at its own copy of the network, with what all threads share. */
export interface Desk extends Lesson {
  readonly model: Model;
  /** Where the lesson asks for one. */
  readonly augmenter: Augmenter | undefined;
}

/** What all threads of a training share. */
export interface Lesson {
  readonly board: Board;
  /** The training pictures, [count, height, width, channels]. */
  readonly images: Uint8Array | Float32Array;
  readonly labels: Uint8Array;
  /** The validation pictures. */
  readonly heldOut: Uint8Array | Float32Array;
  readonly augment: Augmentation | undefined;
  readonly loss: Loss;
  readonly labelSmoothing: number;
  readonly seed: number | string;
}

/** One step of the training; its rows stand on the board. */
export interface StepCall {
  /** From 0, counted over all epochs. */
  readonly step: number;
  /** From 1. */
  readonly epoch: number;
  readonly rowCount: number;
  /** Into how many shards the rows are cut. */
  readonly shards: number;
}

/** What came out of one shard, beside its slot on the board. */
export interface ShardReport {
  readonly shard: number;
  /** Sum over its rows, in nats. */
  readonly loss: number;
  readonly correct: number;
  /** Milliseconds that went into gathering the pictures. */
  readonly gathering: number;
}

/** Sits down before a model. */
export function openDesk(model: Model, lesson: Lesson): Desk {
  const {augment, images, seed} = lesson;
  return {...lesson, model, augmenter: augment && openAugmenter(augment, {images, shape: model.inputShape, seed})};
}

/** Computes shards of a step, one after the other, as long as there are any that no other thread has taken. */
export function workOnStep(desk: Desk, call: StepCall): ShardReport[] {
  const {weights} = spans(desk);
  for (const span of weights) writeSpan(span, desk.board.weights);
  const reports: ShardReport[] = [];
  // One at a time: what is taken here, nobody else does.
  for (const shard of takeTurns(desk.board, call.shards)) reports.push(workOnShard(desk, call, shard));
  return reports;
}

/** Computes logits of validation pictures, batch by batch, as long as there are any that no other thread has taken. */
export async function workOnLogits(desk: Desk): Promise<void> {
  const {model, board, heldOut} = desk;
  readBoard(desk);
  const size = model.inputShape.reduce((product, n) => product * n, 1);
  const count = Math.ceil(heldOut.length / size / atOnce);
  for (const turn of takeTurns(board, count)) {
    const images = heldOut.subarray(turn * atOnce * size, (turn + 1) * atOnce * size);
    board.logits.set(await predictLogits(model, images, {batchSize: atOnce}), turn * atOnce * model.classCount);
  }
}

/** Pictures in one pass without gradients. */
const atOnce = 250;

/** Gives the network all that stands on the board. */
export function readBoard(desk: Pick<Desk, "model" | "board">): void {
  const {weights, settings} = spans(desk);
  for (const span of weights) writeSpan(span, desk.board.weights);
  for (const span of settings) writeSpan(span, desk.board.settings);
}

/** Puts all that the network knows on the board. */
export function fillBoard(desk: Pick<Desk, "model" | "board">): void {
  const {weights, settings} = spans(desk);
  for (const span of weights) readSpan(span, desk.board.weights);
  for (const span of settings) readSpan(span, desk.board.settings);
}

/**
 * Its slot on the board depends on the weights, the settings, the rows, the step and the shard: not on the thread, nor on what
 * the thread did before.
 */
function workOnShard(
  {board, model, seed, augmenter, ...lesson}: Desk,
  {step, epoch, rowCount, shards}: StepCall,
  shard: number,
): ShardReport {
  const {weights, settings} = spans({board, model});
  const slot = board.slots[shard]!;
  for (const [i, span] of settings.entries()) if (board.moving[i]) writeSpan(span, board.settings);
  seedDropout(model, seeded(seed).fork("dropout").fork(`step ${step}, shard ${shard}`));
  const before = settings.map(({variable}) => variable.read().dataId);
  const rows = board.rows.subarray(cut(shard), cut(shard + 1));
  const batch: Batch = {
    ...lesson,
    rows,
    meanOver: rowCount,
    ...(augmenter && {fill: (pictures, which) => augmenter.fill(pictures, which, epoch)}),
  };
  const {loss, correct, gathering} = differentiate(model, batch, (gradient, i) =>
    copyNumbers(gradient, slot.gradient, weights[i]!.start),
  );
  for (const [i, span] of settings.entries()) {
    if (span.variable.read().dataId === before[i]) continue;
    board.moving[i] = 1;
    readSpan(span, slot.settings);
  }
  return {shard, loss, correct, gathering};

  function cut(at: number): number {
    return Math.floor((at * rowCount) / shards);
  }
}

function spans({model}: Pick<Desk, "model" | "board">): {readonly weights: Span[]; readonly settings: Span[]} {
  const network = networkOf(model);
  return {weights: spansOf(network.trainableWeights), settings: spansOf(network.nonTrainableWeights)};
}
