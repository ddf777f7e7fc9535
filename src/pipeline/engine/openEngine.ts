import * as tf from "@tensorflow/tfjs-core";
import {climb, tryRung} from "./climb.js";
import type {Engine, EngineAttempt, EngineName} from "./engine.js";
import {productEngine, setProductEngine} from "./kernels/products.js";
import type {Rung} from "./rung.js";
import {rungs as allRungs} from "./rungs.js";

/** Options for {@link openEngine}. */
export interface OpenEngineOptions {
  /** The ladder, best first; defaults to the real one. For tests. */
  readonly rungs?: readonly Rung[];
}

/**
 * Chooses what computes from now on, in the whole process. A second call with the same name costs nothing.
 * @param name defaults to "auto": the first of tfjs-node-gpu, tfjs-node, onnx and wasm that works
 * @throws LookbookError `bad-option` for an unknown name, `no-engine` where what was asked for does not work
 */
export function openEngine(name: EngineName = "auto", {rungs = allRungs}: OpenEngineOptions = {}): Promise<Engine> {
  return inTurn(async () => {
    if (opened?.name === name && opened.rungs === rungs && opened.backend === tf.getBackend()) return opened.engine;
    const engine = await climb(name, rungs);
    opened = {name, rungs, engine, backend: tf.getBackend()};
    return engine;
  });
}

/** The engine that computes now; undefined where none was opened, or another one was chosen past {@link openEngine}. */
export function currentEngine(): Engine | undefined {
  return opened?.backend === tf.getBackend() ? opened?.engine : undefined;
}

/** How every rung that "auto" would try answers here, best first; afterwards the engine is the one it was before. */
export function engineLadder({rungs = allRungs}: OpenEngineOptions = {}): Promise<EngineAttempt[]> {
  return inTurn(async () => {
    const before = opened?.backend;
    const products = productEngine();
    const attempts: EngineAttempt[] = [];
    for (const rung of rungs.filter(({automatic}) => automatic)) attempts.push((await tryRung(rung)).attempt);
    if (before && tf.findBackend(before)) await tf.setBackend(before);
    setProductEngine(products);
    return attempts;
  });
}

interface Opened {
  readonly name: EngineName;
  readonly rungs: readonly Rung[];
  readonly engine: Engine;
  /** TensorFlow.js's name of it. */
  readonly backend: string;
}

let opened: Opened | undefined;
let last: Promise<unknown> = Promise.resolve();

/** One after the other: TensorFlow.js knows one current engine only. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const turn = last.then(work);
  last = turn.catch(() => undefined);
  return turn;
}
