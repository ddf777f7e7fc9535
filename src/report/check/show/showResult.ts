import type {CheckResult, Finding} from "../finding.js";

/** Options for {@link showResult}. */
export interface ShowOptions {
  /** Warnings fail the check too. */
  readonly strict: boolean;
}

/** Findings for people: by notebook, each with its place, its line and what to do. */
export function showResult({notebooks, findings, skipped}: CheckResult, {strict}: ShowOptions): string {
  const paths = [...new Set(findings.map(({path}) => path))];
  const blocks = paths.map((path) => {
    const own = findings.filter((finding) => finding.path === path);
    return `${path}\n${own.map(showFinding).join("\n")}\n`;
  });
  const left = skipped.map(({rules, reason}) => `not checked: ${rules.join(", ")} (${reason})`);
  return [...blocks, ...left, summary(notebooks.length, findings, strict)].join("\n");
}

/** Whether a check failed. */
export function isFailed({findings}: CheckResult, {strict}: ShowOptions): boolean {
  return findings.some(({severity}) => strict || severity === "error");
}

function showFinding({cell, line, severity, rule, message, excerpt, remedy}: Finding): string {
  const place = cell === undefined ? "" : `cell ${cell}${line === undefined ? "" : `, line ${line}`}  `;
  const shown = excerpt === undefined ? "" : `\n      ${excerpt.length > 100 ? `${excerpt.slice(0, 99)}…` : excerpt}`;
  return `  ${place}${severity}: ${message} [${rule}]${shown}${remedy === undefined ? "" : `\n      → ${remedy}`}`;
}

function summary(count: number, findings: readonly Finding[], strict: boolean): string {
  const of = (wanted: Finding["severity"]): number => findings.filter(({severity}) => severity === wanted).length;
  const [errors, warnings] = [of("error"), of("warning")];
  const looked = plural(count, "notebook");
  if (errors + warnings === 0) return `${looked}: nothing to object to`;
  const fixable = findings.filter((finding) => finding.fixable).length;
  const remedy = fixable === 0 ? "" : `; lookbook check --fix mends ${fixable}`;
  const weight = strict && warnings > 0 ? " (errors by --strict)" : "";
  return `${looked}: ${plural(errors, "error")}, ${plural(warnings, "warning")}${weight}${remedy}`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
