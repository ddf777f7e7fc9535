import {LookbookError} from "../../core/errors.js";
import type {Interval} from "../../core/payload.js";
import {wilson} from "../../core/statistics.js";
import type {Evaluation} from "./evaluate.js";

/** Errors that have to do with one class. */
export interface ErrorsTouching {
  readonly errors: number;
  /** Of them, those in which the class is the truth or the answer. */
  readonly touching: number;
  /** `touching / errors` with Wilson's 95 % interval; 0, between 0 and 1, where there is no error. */
  readonly share: Interval;
}

/**
 * The share of all errors in which a class is the truth or the answer.
 * @throws LookbookError `bad-option` for a name that no class has
 */
export function errorsTouching(
  {confusion, perClass}: Pick<Evaluation, "confusion" | "perClass">,
  className: string,
): ErrorsTouching {
  const k = perClass.findIndex(({name}) => name === className);
  if (k < 0) {
    const names = perClass.map(({name}) => name).join(", ");
    throw new LookbookError("bad-option", `errorsTouching: expected one of the classes ${names}, got "${className}"`);
  }
  let [errors, touching] = [0, 0];
  confusion.forEach((row, truth) => {
    row.forEach((count, answer) => {
      if (truth === answer) return;
      errors += count;
      if (truth === k || answer === k) touching += count;
    });
  });
  const share = errors > 0 ? wilson(touching, errors) : {value: 0, low: 0, high: 1, level: 0.95};
  return {errors, touching, share};
}
