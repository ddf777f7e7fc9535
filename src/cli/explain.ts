import {seconds} from "../core/progress.js";
import type {BuildPlan} from "../report/build/explainBuild.js";
import type {ChapterPlan} from "../report/notebook/planChapters.js";
import {plural} from "./view/words.js";

/** What a build would do, a line a chapter and one for each reason and step. */
export function explainText({profile, chapters, isBound}: BuildPlan): string {
  const width = Math.max(6, ...chapters.map(({name}) => name.length));
  const indent = " ".repeat(width + 2);
  const lines = chapters.flatMap((plan) => [
    `${plan.name.padEnd(width)}  ${verdictOf(plan)}`,
    ...plan.reasons.map((reason) => `${indent}- ${reason}`),
    ...plan.steps.map((step) => `${indent}step ${step.name}, last time: ${step.status}${because(step.reasons)}`),
  ]);
  const report = isBound === undefined ? "follows from what runs" : isBound ? "hit" : "is made anew";
  return [
    `${plural(chapters.length, "chapter")}, profile ${profile}`,
    ...lines,
    `${"report".padEnd(width)}  ${report}`,
    "",
  ].join("\n");
}

function verdictOf({verdict, execution}: ChapterPlan): string {
  switch (verdict) {
    case "cached":
      return `hit: nothing changed since a run of ${seconds((execution?.duration ?? 0) / 1000)}`;
    case "runs":
      return "miss: runs";
    case "waits":
      return "hit, unless what it consumes comes out different";
  }
}

function because(reasons: readonly string[]): string {
  return reasons.length > 0 ? `, ${reasons.join("; ")}` : "";
}
