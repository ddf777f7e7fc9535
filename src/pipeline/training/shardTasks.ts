import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError, messageOf} from "../../core/errors.js";
import type {EngineName} from "../engine/engine.js";
import {openEngine} from "../engine/openEngine.js";
import "../model/catalogue.js"; // registers the layers that are the project's own
import {wrapNetwork} from "../model/network.js";
import {
  type Desk,
  type Lesson,
  openDesk,
  readBoard,
  type ShardReport,
  type StepCall,
  workOnLogits,
  workOnStep,
} from "./shard.js";
import {signatureOf} from "./spans.js";

/** What a worker is told when it sits down. */
export interface Opening {
  readonly engine: EngineName;
  /** The model's name. */
  readonly name: string;
  /** Its network as JSON of tfjs-layers. */
  readonly topology: object;
  /** Names and shapes of its weights, as {@link signatureOf} gives them. */
  readonly signature: string;
  readonly lesson: Lesson;
}

type Topology = Exclude<Parameters<typeof tf.models.modelFromJSON>[0], {modelTopology: unknown}>;

let desk: Desk | undefined;

/** Opens the engine and builds the network anew. @throws LookbookError `bad-option` where it cannot be built from its JSON */
export async function open({engine, name, topology, signature, lesson}: Opening): Promise<void> {
  await openEngine(engine);
  const network = await tf.models.modelFromJSON({modelTopology: topology as Topology}).catch((cause: unknown) => {
    throw unfit(name, messageOf(cause), cause);
  });
  desk = openDesk(wrapNetwork(name, network), lesson);
  if (signatureOf(desk.model) !== signature) throw unfit(name, "its weights have other names, shapes or another order");
  readBoard(desk);
}

/** Computes shards of the step that stands on the board. */
export function step(call: StepCall): ShardReport[] {
  return workOnStep(desk!, call);
}

/** Computes logits of validation pictures. */
export function logits(_: undefined): Promise<void> {
  return workOnLogits(desk!);
}

function unfit(name: string, reason: string, cause?: unknown): LookbookError {
  return new LookbookError(
    "bad-option",
    `model ${name} cannot be built anew in a worker: ${reason}; train it with workers: 1`,
    {cause},
  );
}
