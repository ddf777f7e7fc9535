import {suggestion} from "../../../core/nearest.js";
import type {Problem} from "../finding.js";

/**
 * Compares what report.json lists with what lies in notebooks/.
 * @param listed names in report.json
 * @param present names of the files, without extension
 * @returns problems by the name of the chapter; one that is missing is report.json's
 */
export function checkChapters(
  listed: readonly string[],
  present: readonly string[],
): {readonly chapter: string | undefined; readonly problem: Problem}[] {
  const missing = listed.filter((name) => !present.includes(name));
  const unlisted = present.filter((name) => !listed.includes(name));
  return [
    ...missing.map((name) => {
      const hint = suggestion(name, unlisted);
      const message = `report.json lists "${name}", but there is no notebooks/${name}.ipynb${hint}`;
      return {chapter: undefined, problem: {rule: "chapters" as const, message}};
    }),
    ...unlisted.map((name) => {
      const remedy = `add "${name}" to "chapters", or move the notebook elsewhere`;
      const message = "report.json does not list this notebook, so no build runs it";
      return {chapter: name, problem: {rule: "chapters" as const, message, remedy}};
    }),
  ];
}
