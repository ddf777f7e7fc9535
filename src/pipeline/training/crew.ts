import * as tf from "@tensorflow/tfjs-core";
import {LookbookError} from "../../core/errors.js";
import type {RungName} from "../engine/engine.js";
import {currentEngine} from "../engine/openEngine.js";
import {compiledModule} from "../engine/workers/compiledModule.js";
import {openPool} from "../engine/workers/pool.js";
import {networkOf} from "../model/network.js";
import {share} from "./board.js";
import {type Desk, type ShardReport, type StepCall, workOnLogits, workOnStep} from "./shard.js";
import type * as ShardTasks from "./shardTasks.js";
import {signatureOf} from "./spans.js";

/** Who computes: this thread, or workers. What they leave on the board is the same, bit for bit. */
export interface Crew {
  /** Computes all shards of a step into their slots. @returns one report a shard, in order */
  step(call: StepCall): Promise<ShardReport[]>;
  /** Logits of the validation pictures, with the weights on the board; on the board too, valid until the next call. */
  logits(): Promise<Float32Array>;
  /** Ends the workers, in the middle of a step if need be. */
  close(): Promise<void>;
}

/**
 * Opens as many workers as asked for, or as there are shards; with one, all is done in this thread, without any worker. So it is
 * on engines that have threads of their own, whatever was asked for.
 */
export async function openCrew(desk: Desk, workers: number): Promise<Crew> {
  const count = Math.min(workers, desk.board.slots.length);
  if (count === 1) return aloneAt(desk);
  const engine = nameOfEngine();
  return engine.startsWith("tfjs-node") ? aloneAt(desk) : workersAt(desk, count, engine);
}

function aloneAt(desk: Desk): Crew {
  return {
    step: async (call) => {
      desk.board.next[0] = 0;
      return workOnStep(desk, call);
    },
    logits: async () => {
      desk.board.next[0] = 0;
      await workOnLogits(desk);
      return desk.board.logits;
    },
    close: async () => undefined,
  };
}

async function workersAt({model, augmenter: _, ...lesson}: Desk, workers: number, engine: RungName): Promise<Crew> {
  const pool = await openPool<typeof ShardTasks>({module: compiledModule("pipeline/training/shardTasks.js"), workers});
  const {board} = lesson;
  try {
    await pool.broadcast("open", {
      engine,
      name: model.name,
      topology: networkOf(model).toJSON(null, false) as object,
      signature: signatureOf(model),
      lesson: {
        ...lesson,
        images: share(lesson.images),
        labels: share(lesson.labels),
        heldOut: share(lesson.heldOut),
      },
    });
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
  return {
    step: async (call) => {
      Atomics.store(board.next, 0, 0);
      const reports = (await pool.broadcast("step", call)).flat();
      return reports.sort((a, b) => a.shard - b.shard);
    },
    logits: async () => {
      Atomics.store(board.next, 0, 0);
      await pool.broadcast("logits", undefined);
      return board.logits;
    },
    close: pool.close,
  };
}

/** @throws LookbookError `no-engine` where the engine was chosen past `openEngine`, so that workers could not open the same */
function nameOfEngine(): RungName {
  const engine = currentEngine();
  if (engine) return engine.name;
  if (tf.getBackend() === "cpu") return "cpu";
  throw new LookbookError("no-engine", "no engine is open; call openEngine before train");
}
