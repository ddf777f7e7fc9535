import {type ErrorCode, LookbookError} from "../core/errors.js";

/** What the exit code of every command means. */
export const exitCodes: readonly {readonly code: number; readonly meaning: string}[] = [
  {code: 0, meaning: "all is well"},
  {code: 1, meaning: "failed: a cell, a file, the data, or something not foreseen; reports differ (diff, verify)"},
  {code: 2, meaning: "the command was not understood: an unknown option, profile, parameter or configuration"},
  {code: 3, meaning: "the HTML was built, but no browser was found to print the PDF"},
  {code: 130, meaning: "interrupted (Ctrl-C)"},
];

const codes: Partial<Record<ErrorCode, number>> = {
  "bad-option": 2,
  "bad-parameter": 2,
  "bad-config": 2,
  "no-browser": 3,
  interrupted: 130,
};

/** The exit code for anything that was thrown. */
export function exitCodeOf(thrown: unknown): number {
  return (thrown instanceof LookbookError ? codes[thrown.code] : undefined) ?? 1;
}
