import type {TablePayload} from "../../../core/payload.js";
import type {AccuracyWithout} from "../../evaluation/labels/accuracyWithout.js";
import type {NoisyPair} from "../../evaluation/labels/labelNoise.js";
import type {PlantedNoise} from "../../evaluation/labels/plantedNoise.js";
import {table} from "../table.js";

/** The pairs of classes with the most labels that are estimated to be wrong. */
export function noisyPairTable(
  pairs: readonly NoisyPair[],
  {id = "noisy-pairs", of}: {readonly id?: string; readonly of: string},
): TablePayload {
  const rows = pairs.map(({givenName, actualName, confident, expected, rate}) => ({
    given: givenName,
    actual: actualName,
    confident,
    expected,
    rate,
  }));
  return table(rows, {
    id,
    caption: `The ${rows.length} directions in which most labels of the ${of} are estimated to be wrong: labels that are confidently contradicted, that number scaled to all labels, and its share of the labels of the class, with a bootstrap interval over pictures.`,
    columns: {
      given: {name: "Label"},
      actual: {name: "Estimated to show"},
      confident: {name: "Contradicted", format: "integer"},
      expected: {name: "Expected", format: "integer"},
      rate: {name: "Share of the class", format: "percent(2)"},
    },
  });
}

/** One way of leaving pictures out. */
export interface WithoutRow extends AccuracyWithout {
  /** Such as `those the shipped model doubts`. */
  readonly without: string;
}

/** Accuracy on a set without pictures whose labels are in doubt. */
export function accuracyWithoutTable(
  rows: readonly WithoutRow[],
  {id = "accuracy-without", modelName}: {readonly id?: string; readonly modelName: string},
): TablePayload {
  return table(
    rows.map(({without, removed, removedErrors, count, accuracy}) => ({
      without,
      removed,
      removedErrors,
      count,
      accuracy,
    })),
    {
      id,
      caption: `Accuracy of the ${modelName} on the test pictures whose labels are not in doubt, by who doubts. Where the model itself does, the figure is an upper estimate: it doubts only what it answers otherwise.`,
      columns: {
        without: {name: "Left out"},
        removed: {name: "Pictures", format: "integer"},
        removedErrors: {name: "Errors among them", format: "integer"},
        count: {name: "Pictures left", format: "integer"},
        accuracy: {name: "Accuracy", format: "percent(1)"},
      },
    },
  );
}

/** One experiment with labels that were flipped on purpose. */
export interface PlantedRow extends PlantedNoise {
  /** How they were flipped, such as `to any other class`. */
  readonly flipped: string;
}

/** What is found of labels that were flipped on purpose. */
export function plantedNoiseTable(
  rows: readonly PlantedRow[],
  {id = "planted-noise", count}: {readonly id?: string; readonly count: number},
): TablePayload {
  const [first] = rows;
  const planted = first ? `${first.planted.toLocaleString("en-US")} of ${count.toLocaleString("en-US")}` : "some";
  return table(
    rows.map(({flipped, recall, precision, accuracy}) => ({
      flipped,
      recall,
      precision,
      before: accuracy.before,
      planted: accuracy.planted.value,
      without: accuracy.without.value,
    })),
    {
      id,
      caption: `Confident learning on test labels of which ${planted} were flipped on purpose, mean and middle 95 % of ${first?.rounds ?? 0} draws: share of the flipped that is found, share of the found that had been flipped, and the accuracy of the same answers before, with the flipped labels, and without those then in doubt.`,
      columns: {
        flipped: {name: "Flipped"},
        recall: {name: "Found", format: "percent(0)"},
        precision: {name: "Of those found, flipped", format: "percent(0)"},
        before: {name: "Accuracy before", format: "percent(1)"},
        planted: {name: "Flipped", format: "percent(1)"},
        without: {name: "Without doubtful", format: "percent(1)"},
      },
    },
  );
}
