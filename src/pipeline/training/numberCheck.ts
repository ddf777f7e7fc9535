import {LookbookError} from "../../core/errors.js";

/** Refuses a number; undefined stands for the default and passes. @param expected what the number must do: "be positive" */
export type NumberCheck = (
  name: string,
  value: number | undefined,
  isGood: (value: number) => boolean,
  expected: string,
) => void;

/**
 * Opens a check of numbers among options.
 * @param owner whose options they are: "schedule cosine"
 * @returns a check that throws LookbookError `bad-option`, naming owner, option, what it must be and what came
 */
export function numberCheck(owner: string): NumberCheck {
  return (name, value, isGood, expected) => {
    if (value === undefined || isGood(value)) return;
    throw new LookbookError("bad-option", `${owner}: ${name} must ${expected}, got ${value}`);
  };
}

/** In [0, 1). */
export const isShare = (value: number): boolean => value >= 0 && value < 1;

/** Above 0 and finite. */
export const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);

/** 1, 2, 3, ... */
export const isCount = (value: number): boolean => Number.isInteger(value) && value >= 1;
