import type {TablePayload} from "../../../core/payload.js";
import type {PhotoTreatment} from "../../features/photo/preparePhoto.js";
import type {ClassAnswers} from "../../study/photos/answersByClass.js";
import type {AskedTreatments} from "../../study/photos/askTreatments.js";
import {table} from "../table.js";

/** What a table is called and says. */
export interface PhotoTableOptions {
  readonly id: string;
  readonly caption: string;
}

/** What the report calls each treatment. */
export const treatmentTitles: Readonly<Record<PhotoTreatment, string>> = {
  scale: "scaled and negated",
  crop: "cropped to the garment",
  cut: "cropped, background black",
};

/** Accuracy under each treatment, and what it gains over the one before. */
export function treatmentTable({treatments, steps}: AskedTreatments, {id, caption}: PhotoTableOptions): TablePayload {
  const rows = treatments.map(({treatment, accuracy, confidence}, i) => {
    const step = steps[i - 1];
    return {
      treatment: treatmentTitles[treatment],
      accuracy,
      confidence,
      gain: step?.difference ?? null,
      changed: step ? `+${step.gained}, -${step.lost}` : null,
      pValue: step?.pValue ?? null,
    };
  });
  return table(rows, {
    id,
    caption,
    columns: {
      treatment: {name: "Preparation"},
      accuracy: {name: "Right", format: "percent(1)"},
      confidence: {name: "Mean confidence", format: "percent(0)"},
      gain: {name: "Against the row above", format: "points(1)"},
      changed: {name: "Now right, now wrong", align: "right"},
      pValue: {name: "p (McNemar, Holm)", format: "fixed(4)"},
    },
  });
}

/** Accuracy of each class, and the wrong answer it gets most often. */
export function classAnswersTable(classes: readonly ClassAnswers[], {id, caption}: PhotoTableOptions): TablePayload {
  const rows = classes.map(({name, count, accuracy, mistakenFor}) => ({
    name,
    count,
    accuracy,
    mistaken: mistakenFor ? `${mistakenFor.name} (${mistakenFor.count})` : null,
  }));
  return table(rows, {
    id,
    caption,
    columns: {
      name: {name: "Class"},
      count: {name: "Pictures", format: "integer"},
      accuracy: {name: "Right", format: "percent(1)"},
      mistaken: {name: "Most often taken for"},
    },
  });
}
