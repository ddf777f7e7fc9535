import {LookbookError} from "../../../core/errors.js";
import type {CorruptionKind} from "../../features/corrupt/types.js";
import type {RobustModel, RobustnessLevel} from "./robustness.js";

/**
 * One strength of one kind, the strongest by default.
 * @throws LookbookError `bad-option` for what was not asked about
 */
export function levelAt({name, curves}: RobustModel, kind: CorruptionKind, strength?: number): RobustnessLevel {
  const levels = curves.find(({corruption}) => corruption.kind === kind)?.levels ?? [];
  const level = strength === undefined ? levels.at(-1) : levels.find((each) => each.strength === strength);
  if (level) return level;
  const known = levels.map((each) => each.strength).join(", ");
  throw new LookbookError(
    "bad-option",
    known === ""
      ? `levelAt: ${name} was not asked about ${kind}`
      : `levelAt: ${name} was asked about ${kind} at ${known}, not at ${strength}`,
  );
}
