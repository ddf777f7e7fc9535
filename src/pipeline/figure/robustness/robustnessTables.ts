import type {TablePayload} from "../../../core/payload.js";
import type {BreakingPoint} from "../../study/robustness/breakingPoint.js";
import type {CorruptionError} from "../../study/robustness/corruptionError.js";
import type {RobustModel, Robustness, RobustnessCurve} from "../../study/robustness/robustness.js";
import {table} from "../table.js";

/** What a table needs. */
interface Captioned {
  readonly id?: string;
  readonly caption: string;
}

/** Where each model has lost the given accuracy, a row each corruption. @param breaks [model][corruption] */
export function breakingTable(
  {models}: Robustness,
  breaks: readonly (readonly BreakingPoint[])[],
  {id = "breaking", caption}: Captioned,
): TablePayload {
  const rows = models[0]!.curves.map(({corruption: {title, unit}}, k) => ({
    title: `${title} (${unit})`,
    ...Object.fromEntries(models.map(({name, curves}, m) => [name, breakText(breaks[m]![k]!, curves[k]!)])),
  }));
  return table(rows, {id, caption, columns: {title: {name: "Corruption"}}});
}

function breakText({strength, earliest, latest}: BreakingPoint, {corruption}: RobustnessCurve): string {
  const most = corruption.strengths.at(-1)!;
  if (strength === null) return `not up to ${most}`;
  const digits = Math.abs(most - corruption.none) < 10 ? 2 : 0;
  const shown = (x: number | null): string => (x === null ? `beyond ${most}` : x.toFixed(digits));
  return `${shown(strength)} (${shown(earliest)} to ${shown(latest)})`;
}

/** What all corruptions together do to each model. */
export function corruptionErrorTable(
  errors: readonly CorruptionError[],
  {id = "mce", caption}: Captioned,
): TablePayload {
  const rows = errors.map(({name, clean, added, mce, relativeMce}) => ({name, clean, added, mce, relativeMce}));
  return table(rows, {
    id,
    caption,
    columns: {
      name: {name: "Model"},
      clean: {name: "Error", format: "percent(1)"},
      added: {name: "Added", format: "percent(1)"},
      mce: {name: "mCE", format: "percent(0)"},
      relativeMce: {name: "Relative mCE", format: "percent(0)"},
    },
  });
}

/** What the wrong answers of a model are under each corruption at its strongest. @param threshold from it on an answer counts as sure */
export function failingTable(
  {curves}: RobustModel,
  threshold: number,
  {id = "failing", caption}: Captioned,
): TablePayload {
  const rows = curves.map(({corruption: {title, sign}, levels}) => {
    const {strength, loud, collapse} = levels.at(-1)!;
    return {
      title: `${title}, ${strength}${sign}`,
      loud,
      collapse: collapse ? collapse.name : null,
      share: collapse ? collapse.share : null,
    };
  });
  return table(rows, {
    id,
    caption,
    columns: {
      title: {name: "Corruption"},
      loud: {name: `Surer than ${Math.round(100 * threshold)} %`, format: "percent(0)"},
      collapse: {name: "Commonest"},
      share: {name: "Its share", format: "percent(0)"},
    },
  });
}
