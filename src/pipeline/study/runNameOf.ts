import type {Budget, BudgetName, Contender} from "./contender.js";

/** What tells one training of a study from another. */
export interface StudyRun {
  readonly contender: Pick<Contender, "name">;
  readonly seed: number;
  readonly profile: BudgetName;
  /** Other than the profile's. */
  readonly budget?: Partial<Budget>;
}

/** Name of the run: `dense-seed-1`; with a budget of its own `dense-seed-1-epochs-9-limit-6000`. */
export function runNameOf({contender, seed, budget = {}}: StudyRun): string {
  const {epochs, trainLimit} = budget;
  const parts = [
    `${contender.name}-seed-${seed}`,
    ...(epochs === undefined ? [] : [`epochs-${epochs}`]),
    ...(trainLimit === undefined ? [] : [`limit-${trainLimit}`]),
  ];
  return parts.join("-");
}

/** The command that makes the run; its profile is `standard` where it names none. */
export function trainCommand({contender, seed, profile, budget = {}}: StudyRun): string {
  const {epochs, trainLimit} = budget;
  const parts = [
    `lookbook train ${contender.name} --seed ${seed}`,
    ...(profile === "standard" ? [] : [`--profile ${profile}`]),
    ...(epochs === undefined ? [] : [`--epochs ${epochs}`]),
    ...(trainLimit === undefined ? [] : [`--train-limit ${trainLimit}`]),
  ];
  return parts.join(" ");
}
