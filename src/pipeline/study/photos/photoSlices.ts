import {evaluateSlices, type SliceResult} from "../../evaluation/slices/evaluateSlices.js";
import type {Slice} from "../../evaluation/slices/slice.js";
import {slicesByAttribute} from "../../evaluation/slices/slicesByAttribute.js";
import type {TreatmentAnswers} from "./askTreatments.js";
import type {FarFromTraining} from "./farFromTraining.js";

/** Why photographs may fail, each as two slices: by what is on them, by what the preparation made of them, by how strange they are. */
export function photoSlices({answers, set, prepared}: TreatmentAnswers, far: FarFromTraining): SliceResult[] {
  const kinds: readonly (readonly [string, (row: number) => string])[] = [
    ["garment", (row) => (shoes.has(set.classNames[set.labels[row]!]!) ? "shoes" : "no shoes")],
    ["warnings", (row) => (prepared[row]!.report.warnings.length > 0 ? "with a warning" : "without a warning")],
    ["background", (row) => (prepared[row]!.report.contrast > 0 ? "darker than it" : "lighter than it")],
    ["picture", (row) => (far.distances[row]! > far.bound ? "unlike training" : "like training")],
  ];
  const rows = Array.from({length: set.count}, (_, row) => row);
  const slices: Slice[] = kinds.flatMap(([kind, nameOf]) => slicesByAttribute(kind, rows.map(nameOf)));
  return set.count === 0 ? [] : evaluateSlices(answers, slices, {minimum: 10});
}

const shoes: ReadonlySet<string> = new Set(["Sandal", "Sneaker", "Ankle boot"]);
