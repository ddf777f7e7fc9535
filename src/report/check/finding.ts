import type {RuleName, Severity} from "./rules.js";

/** Something that a rule objects to, before it is known how bad that is. */
export interface Problem {
  readonly rule: RuleName;
  /** Number of the cell from 1, as a reader of the notebook counts; absent where the notebook as a whole is meant. */
  readonly cell?: number | undefined;
  /** Line in the cell, from 1. */
  readonly line?: number | undefined;
  /** What is wrong: what was expected, what came. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy?: string | undefined;
  /** False where `--fix` does not mend it, although it mends others of the rule. */
  readonly fixable?: boolean;
}

/** A problem with its place and its weight. */
export interface Finding extends Problem {
  readonly severity: Severity;
  /** The notebook, or report.json, relative to the folder of the project. */
  readonly path: string;
  /** The line of the notebook that is meant. */
  readonly excerpt?: string | undefined;
  /** True where `--fix` mends it. */
  readonly fixable: boolean;
}

/** Rules that could not be applied, and why. */
export interface Skipped {
  readonly rules: readonly RuleName[];
  readonly reason: string;
}

/** What a check came to. */
export interface CheckResult {
  /** Notebooks looked at, relative to the folder of the project. */
  readonly notebooks: readonly string[];
  /** By notebook, cell and line. */
  readonly findings: readonly Finding[];
  readonly skipped: readonly Skipped[];
}
