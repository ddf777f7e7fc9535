import {hashOf} from "../../core/hash.js";
import type {RunRecord} from "./runRecord.js";

/** What a training depends on: two with the same key give the same bits. */
export type RunInputs = Pick<RunRecord, "options" | "seed" | "dataHash" | "engine">;

/** Names a training among those of the same name: 16 hex digits, of all that its bits depend on. */
export function runKey({options, seed, dataHash, engine}: RunInputs, codeHash: string): string {
  return hashOf([{options, seed, dataHash, engine}, codeHash]).slice(0, 16);
}
