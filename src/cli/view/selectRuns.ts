import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import type {TrackedRun} from "../../pipeline/artefact/listRuns.js";
import {keptOf} from "./runColumns.js";

/** Which runs are shown, and in which order. */
export interface Selection {
  /** Names, also `profile/name`, with `*` for anything; none for all. */
  readonly names: readonly string[];
  readonly profile?: string;
  readonly model?: string;
  readonly state?: string;
  /** One of {@link sortKeys}; defaults to the order of `names`, and within one to profile and name. */
  readonly sort?: string;
  readonly reverse?: boolean;
}

/** What runs can be sorted by; numbers and times best or newest first. */
export const sortKeys: readonly string[] = [
  "name",
  "accuracy",
  "loss",
  "test",
  "time",
  "started",
  "parameters",
  "size",
];

/**
 * Chooses and sorts runs; those that lack what they are sorted by come last.
 * @throws LookbookError `bad-option` for a name that is no run's, with the nearest, and for an order that is none
 */
export function selectRuns(runs: readonly TrackedRun[], selection: Selection): TrackedRun[] {
  const {names, profile, model, state, sort, reverse = false} = selection;
  for (const name of names) assertFound(name, runs);
  const named = names.flatMap((name) => runs.filter((run) => matches(run, name)));
  const chosen = [...(names.length === 0 ? runs : new Set(named))].filter(
    (run) =>
      (profile === undefined || run.profile === profile) &&
      (model === undefined || run.model === model) &&
      (state === undefined || run.state === state),
  );
  return sorted(chosen, sort, reverse);
}

function matches({profile, name}: TrackedRun, wanted: string): boolean {
  const pattern = wanted.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^(${pattern})$`).test(wanted.includes("/") ? `${profile}/${name}` : name);
}

function assertFound(wanted: string, runs: readonly TrackedRun[]): void {
  if (runs.some((run) => matches(run, wanted))) return;
  const known = runs.map(({profile, name}) => (wanted.includes("/") ? `${profile}/${name}` : name));
  const hint = suggestion(wanted, known) || "; `lookbook runs` shows all";
  throw new LookbookError("bad-option", `no run "${wanted}"${hint}`);
}

/** What is sorted by; smaller is better, undefined last. */
const measures: Readonly<Record<string, (run: TrackedRun) => number | undefined>> = {
  accuracy: (run) => negative(keptOf(run)?.validationAccuracy),
  loss: (run) => keptOf(run)?.validationLoss,
  test: ({test}) => negative(test?.accuracy),
  time: ({seconds}) => seconds,
  started: ({started}) => negative(started === undefined ? undefined : Date.parse(started)),
  parameters: ({parameterCount}) => parameterCount,
  size: ({bytes}) => bytes,
};

function sorted(runs: readonly TrackedRun[], sort = "name", reverse = false): TrackedRun[] {
  const measure = measures[sort];
  if (!measure && sort !== "name") {
    throw new LookbookError("bad-option", `--sort must be one of ${sortKeys.join(", ")}, got "${sort}"`);
  }
  const known = runs.filter((run) => !measure || measure(run) !== undefined);
  const unknown = runs.filter((run) => !known.includes(run));
  const inOrder = measure ? known.sort((a, b) => measure(a)! - measure(b)!) : known;
  return [...(reverse ? inOrder.reverse() : inOrder), ...unknown];
}

function negative(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}
