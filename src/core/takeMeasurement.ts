import {LookbookError} from "./errors.js";
import type {Machine, Measurement} from "./measurement.js";
import {quantile} from "./statistics.js";

/** What a module `report/measurements/NAME.mjs` exports. */
export interface MeasurementModule<State = unknown> {
  readonly title: string;
  /** Defaults to `s`. */
  readonly unit?: string;
  /** Which is better; defaults to "less" of seconds and to "more" of anything else. */
  readonly better?: "more" | "less";
  /** Makes what the rounds need, before the clock runs. */
  readonly prepare?: (context: {readonly root: string}) => State | Promise<State>;
  /** One round. Returns its result in `unit`; where it returns nothing, the seconds it took are the result. */
  readonly run: (state: State) => number | undefined | Promise<number | undefined>;
  /** Gives free what `prepare` made. */
  readonly finish?: (state: State) => unknown;
  /** Versions to record beside those of Node.js and packages, such as that of an engine. */
  readonly versions?: (state: State) => Readonly<Record<string, string>>;
}

/** What {@link takeMeasurement} is told of the world. */
export interface MeasuringOptions {
  readonly name: string;
  readonly root: string;
  /** Rounds that count; one more before them does not. Defaults to 7. */
  readonly rounds?: number;
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly onRound?: (round: number, result: number) => void;
}

/** Measures. @throws LookbookError `bad-data` for a round whose result is no number above 0 */
export async function takeMeasurement<State>(
  module: MeasurementModule<State>,
  {name, root, rounds = 7, machine, date, versions, now, onRound}: MeasuringOptions,
): Promise<Measurement> {
  const {title, unit = "s", better = unit === "s" ? "less" : "more"} = module;
  const state = (await module.prepare?.({root})) as State;
  try {
    const samples: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const start = now();
      const result = (await module.run(state)) ?? (now() - start) / 1000;
      if (!(result > 0 && Number.isFinite(result))) {
        throw new LookbookError(
          "bad-data",
          `measurement ${name}, round ${round}: expected a number above 0, got ${result}`,
        );
      }
      onRound?.(round, result);
      // The first round loads and compiles code.
      if (round > 0) samples.push(result);
    }
    const [lower, median, upper] = [0.25, 0.5, 0.75].map((p) => quantile(samples, p)) as [number, number, number];
    const all = {...versions, ...module.versions?.(state)};
    return {name, title, unit, better, date, machine, versions: all, samples, median, lower, upper};
  } finally {
    await module.finish?.(state);
  }
}

/** Checks what a module exports. @throws LookbookError `bad-file` naming what is missing */
export function asMeasurement(module: unknown, path: string): MeasurementModule {
  const {title, run} = module as Partial<MeasurementModule>;
  if (typeof title === "string" && typeof run === "function") return module as MeasurementModule;
  const missing = typeof title === "string" ? "a function run" : "a text title";
  throw new LookbookError("bad-file", `measurement ${path}: expected ${missing} among its exports`);
}
