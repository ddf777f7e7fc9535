import {seeded} from "../../../src/core/random.js";
import {encodeErrors} from "../../../src/pipeline/study/answers.js";
import type {StudyResult} from "../../../src/pipeline/study/result.js";

/** Options for {@link studyRow}. */
export interface StudyRowOptions {
  readonly contender: string;
  readonly seed?: number;
  /** Of 200 pictures, how many are wrong; they lie among the hardest, which are the same for all. */
  readonly wrong: number;
  readonly more?: Partial<StudyResult>;
}

/** A recorded training that nobody trained. */
export function studyRow({contender, seed = 1, wrong, more = {}}: StudyRowOptions): StudyResult {
  const count = 200;
  const random = seeded(`${contender}/${seed}`);
  const yTrue = new Uint8Array(count);
  const yPred = new Uint8Array(count);
  const hard = Array.from({length: wrong + 4}, (_, i) => (i * 7) % count);
  while (hard.length > wrong) hard.splice(random.int(hard.length), 1);
  for (const row of hard) yPred[row] = 3;
  const accuracy = 1 - wrong / count;
  const errors = encodeErrors(yTrue, yPred);
  return {
    contender,
    seed,
    budget: {epochs: 18},
    run: `${contender}-seed-${seed}`,
    profile: "standard",
    command: `lookbook train ${contender} --seed ${seed}`,
    data: {name: "Fashion-MNIST", hash: "abc", train: 900, validation: 100, test: count},
    epochs: {trained: 18, kept: 17},
    validation: {loss: 0.3, accuracy: 0.9},
    test: [
      {view: "single", accuracy, macroF1: accuracy - 0.01, errors},
      {view: "flip", accuracy, macroF1: accuracy, errors},
    ],
    parameters: 1000,
    flops: 2e6,
    bytes: 4000,
    seconds: {wall: 60 * seed, cpu: 100 * seed},
    workers: 2,
    engine: "wasm 4.22.0",
    code: "c0de",
    weights: `${contender} ${seed}`,
    machine: {processor: "Abacus 3000", cores: 2, memory: 8 * 2 ** 30, system: "Linux"},
    date: "2026-11-21",
    ...more,
  };
}
