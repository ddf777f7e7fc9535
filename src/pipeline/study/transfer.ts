import {LookbookError} from "../../core/errors.js";
import type {ProgressFactory} from "../../core/progress.js";
import {backboneFeatures} from "../artefact/backboneFeatures.js";
import type {RunPlace} from "../artefact/run.js";
import {trainOrLoad} from "../artefact/trainOrLoad.js";
import type {ExampleSet, ImageSet} from "../dataset/imageSet.js";
import type {RungName} from "../engine/engine.js";
import {type Predictions, predictions} from "../evaluation/predictions.js";
import {resizing} from "../features/resize.js";
import type {Backbone} from "../model/backbone.js";
import {blocksOf, networkOfBackbone, pooling} from "../model/backboneNetwork.js";
import type {Model} from "../model/model.js";
import {modelFacts} from "../model/modelFacts.js";
import {networkOf} from "../model/network.js";
import {predictLogits} from "../model/predict.js";
import {shapeOf} from "../model/shapeOf.js";
import {softmax} from "../model/softmax.js";
import {copyOf, tailOf} from "../model/tailOf.js";
import {transferModel} from "../model/transferModel.js";
import {weightsHash} from "../model/weights.js";
import type {Checkpoint} from "../training/checkpoint.js";
import type {TrainingHistory} from "../training/history.js";
import {fineTune, trainHead} from "../training/trainBehind.js";
import type {TrainOptions} from "../training/trainOptions.js";
import {trainingWork} from "./trainingWork.js";
import type {TransferLesson, TransferPlan} from "./transferPlan.js";

/** Options for {@link trainTransfer}. */
export interface TransferOptions {
  readonly plan: TransferPlan;
  /** That of the plan, or what stands for it; only read. */
  readonly backbone: Backbone;
  readonly train: ImageSet;
  /** Chooses the epochs whose weights are kept. */
  readonly validation: ImageSet;
  /** Draws the head, the order of the pictures and the dropout. */
  readonly seed: number | string;
  /** Hash of the data that both sets were drawn from. */
  readonly dataHash: string;
  /** How they were drawn, as plain JSON. */
  readonly drawing: Readonly<Record<string, unknown>>;
  /** Trains, and computes features; it has to be open. */
  readonly engine: RungName;
  readonly place: RunPlace;
  /** Names of the runs, one a stage: the head's, then one for each step of the thaw. */
  readonly runs: readonly string[];
  /** Threads; defaults to 1, this thread. They change no bit. */
  readonly workers?: number;
  readonly progress: ProgressFactory;
  readonly signal?: AbortSignal;
  /** Told after each epoch how the training of a stage stands. */
  readonly onEpoch?: TrainOptions["onEpoch"];
  /** Every checkpoint of a training goes through it; defaults to leaving it as it is. */
  readonly watch?: (checkpoint: Checkpoint) => Checkpoint;
  /** Where features are kept; defaults to `data/processed/features` of the project. */
  readonly features?: string;
}

/** A model after one stage of its training. */
export interface TransferStage {
  /** Of the run. */
  readonly name: string;
  /** For tables: "head", "1 block thawed". */
  readonly title: string;
  /** Blocks that learnt beside the head. */
  readonly blocks: number;
  /** Parameters that learnt. */
  readonly learnt: number;
  /** Floating-point operations so far: the features of the training pictures, and the trainings of this stage and those before. */
  readonly work: number;
  /** The whole network, from pictures to logits. */
  readonly model: Model;
  readonly history: TrainingHistory;
  /** Hash of the code that trained. */
  readonly codeHash: string;
  /** Logits of pictures, [count, classCount], by way of cached features. */
  score(set: ImageSet): Promise<Float32Array>;
  /** As `score`, as answers beside the truth. */
  answer(set: ImageSet): Promise<Predictions>;
}

/** All stages of a transfer. */
export interface Transfer {
  /** The head on frozen features, then the steps of the thaw; the last one is the result. */
  readonly stages: readonly TransferStage[];
  /** Frees all models. */
  dispose(): void;
}

/**
 * Teaches a pretrained backbone a new task: first a head on its frozen features (stage 1), then, step by step, more of its blocks from
 * the top at a small rate (stage 2; Howard and Ruder 2018 thaw in this order). Every stage is a run of its own, which is loaded where
 * nothing that matters has changed; features are computed at the deepest cut, once, and all later ones from them.
 * @throws LookbookError `bad-option` for a thaw that freezes again or has more steps than blocks, and as `train` and `backboneFeatures`
 */
export async function trainTransfer(options: TransferOptions): Promise<Transfer> {
  const {plan, backbone, train, validation, runs} = options;
  const cuts = cutsOf(options);
  const {height, width} = train;
  const size = resizing({from: [height, width], to: [plan.size, plan.size], kernel: plan.kernel});
  const untrained = (): Model =>
    transferModel(backbone, {...shapeOf(train), resizing: size, dropout: plan.dropout, seed: options.seed});
  const frozen = untrained();
  const at = featuresOf(frozen, cuts.at(-1)!, options);
  const stages: TransferStage[] = [];
  let work = modelFacts(frozen).flops * train.count;
  for (const [i, layer] of cuts.entries()) {
    const step = i === 0 ? undefined : plan.thaw[i - 1]!;
    const {blocks = 0, ...lesson}: TransferLesson & {blocks?: number} = step ?? plan.head;
    const before = stages.at(-1)?.model;
    const learn = step ? fineTune : trainHead;
    const run = runs[i]!;
    const {
      model,
      history,
      codeHash = "",
    } = await trainOrLoad(run, {
      ...options.place,
      options: {
        ...optionsOf(options, layer),
        ...lesson,
        blocks,
        before: before ? weightsHash(networkOf(before)) : null,
      },
      seed: options.seed,
      dataHash: options.dataHash,
      engine: options.engine,
      build: () => (before ? copyOf(before) : untrained()),
      fit: async (model, {checkpoint}) =>
        learn(model, {
          ...lesson,
          layer,
          train: await at(train, layer),
          validation: await at(validation, layer),
          seed: options.seed,
          workers: options.workers ?? 1,
          progress: options.progress,
          ...(options.signal && {signal: options.signal}),
          ...(options.onEpoch && {onEpoch: options.onEpoch}),
          checkpoint: options.watch?.(checkpoint) ?? checkpoint,
        }),
    });
    const title = step ? `${blocks} ${blocks === 1 ? "block" : "blocks"} thawed` : "head only";
    const tail = tailOf(model, layer);
    const learnt = modelFacts(tail).trainableParameters;
    work += trainingWork(tail, {pictures: train.count, epochs: history.epochs.length});
    tail.dispose();
    const answer = async (set: ImageSet): Promise<Predictions> =>
      predictions(set, softmax(await score(set), set.classNames.length));
    stages.push({name: run, title, blocks, learnt, work, model, history, codeHash, score, answer});

    async function score(set: ImageSet): Promise<Float32Array> {
      const answering = tailOf(model, layer);
      try {
        return await predictLogits(answering, (await at(set, layer)).images);
      } finally {
        answering.dispose();
      }
    }
  }
  return {
    stages,
    dispose: () => {
      for (const {model} of [...stages, {model: frozen}]) model.dispose();
    },
  };
}

/** The layers where the stages cut, the head's first. */
function cutsOf({plan: {thaw}, backbone, runs}: TransferOptions): string[] {
  if (runs.length !== thaw.length + 1) {
    throw new LookbookError(
      "bad-option",
      `transfer: expected ${thaw.length + 1} names of runs, for the head and ${thaw.length} steps of the thaw, got ${runs.length}`,
    );
  }
  const blocks = blocksOf(networkOfBackbone(backbone));
  for (const [i, step] of thaw.entries()) {
    const least = thaw[i - 1]?.blocks ?? 1;
    if (step.blocks >= least && step.blocks <= blocks.length) continue;
    throw new LookbookError(
      "bad-option",
      `thaw, step ${i + 1}: expected ${least} to ${blocks.length} blocks of ${backbone.name}, got ${step.blocks}`,
    );
  }
  return [pooling, ...thaw.map((step) => blocks.at(-step.blocks)!.input)];
}

/** Features of a set at a layer: those of the deepest cut from the pictures, the others from them. */
function featuresOf(
  model: Model,
  deepest: string,
  {engine, workers = 1, progress, signal, features}: TransferOptions,
): (set: ImageSet, layer: string) => Promise<ExampleSet> {
  const common = {
    engine,
    workers,
    progress,
    ...(signal && {signal}),
    ...(features !== undefined && {folder: features}),
  };
  return async (set, layer) => {
    const maps = await backboneFeatures(model, set, {...common, layer: deepest});
    return layer === deepest ? maps : backboneFeatures(model, maps, {...common, from: deepest, layer});
  };
}

/** What a stage depends on beside its lesson, for the key of its run. */
function optionsOf({plan, backbone, drawing}: TransferOptions, layer: string): Record<string, unknown> {
  const {size, kernel, dropout} = plan;
  return {...drawing, backbone: backbone.name, weights: backbone.hash, size, kernel, dropout, layer};
}
