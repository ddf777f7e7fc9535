import {evaluateSlices, type SliceResult} from "../../evaluation/slices/evaluateSlices.js";
import {slicesByAttribute} from "../../evaluation/slices/slicesByAttribute.js";
import {skinShare} from "../../features/photo/skinShare.js";
import type {TreatmentAnswers} from "./askTreatments.js";
import type {LabelledProduct} from "./productSample.js";

/** Slices of products by whom, when and in which colour they are worn, and by whether skin shows, which is a sign of a person in them. */
export function productSlices(
  {answers, prepared}: TreatmentAnswers,
  products: readonly LabelledProduct[],
): SliceResult[] {
  if (products.length === 0) return [];
  const common = commonest(
    products.map(({record}) => record.baseColour),
    8,
  );
  const slices = [
    ...slicesByAttribute(
      "gender",
      products.map(({record}) => record.gender),
    ),
    ...slicesByAttribute(
      "season",
      products.map(({record}) => record.season),
    ),
    ...slicesByAttribute(
      "colour",
      products.map(({record: {baseColour}}) =>
        baseColour === "" || common.has(baseColour) ? baseColour : "other colours",
      ),
    ),
    ...slicesByAttribute(
      "skin colour",
      prepared.map(({steps}) => (skinShare(steps.small, steps.garment) > skinBound ? "shows" : "does not show")),
    ),
  ];
  return evaluateSlices(answers, slices);
}

/** Above this share of the cut-out's pixels, skin colour shows. */
const skinBound = 0.05;

function commonest(values: readonly string[], count: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(sorted.slice(0, count).map(([value]) => value));
}
