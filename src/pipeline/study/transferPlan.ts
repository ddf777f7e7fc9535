import type {ResizeKernel} from "../features/resize.js";
import type {BackboneName} from "../model/backboneFiles.js";
import type {Optimiser} from "../training/optimiser.js";
import type {Schedule} from "../training/schedule.js";
import type {BudgetName} from "./contender.js";

/** How a pretrained backbone is taught a new task, as plain JSON. */
export interface TransferPlan {
  /** The first that is here is taken. */
  readonly backbones: readonly BackboneName[];
  /** Pictures are resized to so many pixels a side before the backbone sees them. */
  readonly size: number;
  readonly kernel: ResizeKernel;
  /** Share of the features dropped while training, in [0, 1). */
  readonly dropout: number;
  /** Stage 1: the head on frozen features. */
  readonly head: TransferLesson;
  /** Stage 2: how many blocks from the top learn too, step by step; each step thaws at least as many as the one before. */
  readonly thaw: readonly ThawStep[];
}

/** How one stage learns. */
export interface TransferLesson {
  readonly epochs: number;
  readonly batchSize: number;
  readonly optimiser: Optimiser;
  readonly schedule: Schedule;
  /** Into how many shards a batch is cut. */
  readonly shards: number;
}

/** One step of the thaw. */
export interface ThawStep extends TransferLesson {
  /** Blocks from the top that learn; those below stay frozen. */
  readonly blocks: number;
}

/** How much of the data a profile's transfer learns from and is tested on. */
export interface TransferBudget {
  /** Pictures before any is held out. */
  readonly trainLimit: number;
  readonly testLimit: number;
  /** Epochs of the floor, the shallow CNN that learns from the same pictures. */
  readonly floorEpochs: number;
  readonly plan: TransferPlan;
}

/** Adam at one small rate: the thawed weights are good already, and are to be moved by little. */
function thawing(blocks: number, epochs: number, learningRate = 1e-5): ThawStep {
  return {
    blocks,
    epochs,
    batchSize: 32,
    optimiser: {kind: "adam"},
    schedule: {kind: "cosine", learningRate},
    shards: 4,
  };
}

const eye = {
  backbones: ["efficientnet-b0-224-to-block7a", "efficientnet-b0-224", "efficientnetv2-b0-224", "mobilenet-v2-1.0-224"],
  kernel: "bicubic",
  dropout: 0.3,
} as const;

const head: TransferLesson = {
  epochs: 20,
  batchSize: 128,
  optimiser: {kind: "adam"},
  schedule: {kind: "one-cycle", learningRate: 0.003},
  shards: 1, // the batch normalisation of the head sees the whole batch
};

/** The profiles' transfers. Backbone, size, kernel and thaw were chosen on validation pictures; the test set had no say. */
export const transferBudgets: Readonly<Record<BudgetName, TransferBudget>> = {
  quick: {
    trainLimit: 1000,
    testLimit: 400,
    floorEpochs: 8,
    plan: {...eye, size: 64, head: {...head, batchSize: 64}, thaw: [thawing(1, 2), thawing(3, 2)]},
  },
  standard: {
    trainLimit: 4000,
    testLimit: 2500,
    floorEpochs: 15,
    plan: {...eye, size: 96, head, thaw: [thawing(1, 2), thawing(3, 2)]},
  },
  full: {
    trainLimit: 60_000,
    testLimit: 10_000,
    floorEpochs: 30,
    plan: {...eye, size: 96, head, thaw: [thawing(1, 2), thawing(5, 6)]},
  },
};
