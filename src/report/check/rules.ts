/** How bad a finding is: an error fails the check, a warning does so with `--strict` alone. */
export type Severity = "error" | "warning";

/** What the check looks for. */
export interface Rule {
  readonly severity: Severity;
  /** One line for people: what the rule asks for. */
  readonly asks: string;
  /** What it takes to tell: the file, the code compiled, the prose, the other notebooks, or the document as the last build left it. */
  readonly reads: "file" | "code" | "prose" | "project" | "document";
  /** True where `lookbook check --fix` mends it. */
  readonly fixable?: true;
}

/** Every rule by its name, in the order in which they are explained. */
export const rules: Readonly<Record<RuleName, Rule>> = {
  format: {severity: "error", reads: "file", asks: "valid nbformat 4.5", fixable: true},
  outputs: {severity: "error", reads: "file", asks: "no stored outputs", fixable: true},
  "execution-counts": {severity: "error", reads: "file", asks: "no stored execution counts", fixable: true},
  "injected-parameters": {
    severity: "error",
    reads: "file",
    asks: "no cell of parameters that a build injected",
    fixable: true,
  },
  "cell-ids": {severity: "error", reads: "file", asks: "an id for each cell, kept in the file", fixable: true},
  metadata: {severity: "error", reads: "file", asks: "no metadata that changes with each save", fixable: true},
  kernelspec: {severity: "error", reads: "file", asks: "the TypeScript kernel named in the metadata", fixable: true},
  parameters: {severity: "error", reads: "file", asks: "a cell of parameters that a build can read"},
  types: {severity: "error", reads: "code", asks: "cells that type-check strictly, in order"},
  shorthand: {severity: "error", reads: "code", asks: "no shorthand {name} for a variable of an earlier cell"},
  "floating-promise": {severity: "error", reads: "code", asks: "every promise awaited, returned or marked void"},
  "top-level-loop": {severity: "warning", reads: "code", asks: "no loop outside a function: it runs 200 times slower"},
  console: {severity: "warning", reads: "code", asks: "no console.log left in"},
  exit: {severity: "error", reads: "code", asks: "no process.exit"},
  chance: {severity: "error", reads: "code", asks: "no chance without a seed"},
  clock: {severity: "error", reads: "code", asks: "no reading of the clock"},
  "machine-paths": {severity: "error", reads: "code", asks: "no absolute path, working folder or home folder"},
  network: {severity: "error", reads: "code", asks: "nothing fetched while a cell runs"},
  title: {severity: "error", reads: "prose", asks: "one heading # that names the chapter, first in the notebook"},
  "heading-levels": {severity: "warning", reads: "prose", asks: "no level of heading skipped"},
  "twin-headings": {severity: "warning", reads: "prose", asks: "no heading twice in a chapter"},
  "heading-case": {severity: "warning", reads: "prose", asks: "headings in the case that report.json names"},
  words: {severity: "warning", reads: "prose", asks: "words spelt as the project's list says"},
  links: {severity: "error", reads: "prose", asks: "links that lead somewhere"},
  "alternative-text": {severity: "error", reads: "prose", asks: "alternative text on each picture and figure"},
  captions: {severity: "error", reads: "prose", asks: "a caption on each figure and table"},
  tags: {severity: "warning", reads: "file", asks: "tags that something reads"},
  chapters: {
    severity: "warning",
    reads: "project",
    asks: "every notebook listed in report.json, and every listed one there",
  },
  products: {severity: "error", reads: "project", asks: "consumed products that some chapter makes"},
  references: {severity: "error", reads: "document", asks: "values, references, footnotes and citations that exist"},
  "unused-values": {severity: "error", reads: "document", asks: "published values that prose shows"},
  document: {severity: "warning", reads: "document", asks: "nothing that the renderer warns of"},
};

export type RuleName =
  | "format"
  | "outputs"
  | "execution-counts"
  | "injected-parameters"
  | "cell-ids"
  | "metadata"
  | "kernelspec"
  | "parameters"
  | "types"
  | "shorthand"
  | "floating-promise"
  | "top-level-loop"
  | "console"
  | "exit"
  | "chance"
  | "clock"
  | "machine-paths"
  | "network"
  | "title"
  | "heading-levels"
  | "twin-headings"
  | "heading-case"
  | "words"
  | "links"
  | "alternative-text"
  | "captions"
  | "tags"
  | "chapters"
  | "products"
  | "references"
  | "unused-values"
  | "document";

/** Names of all rules. */
export const ruleNames: readonly RuleName[] = Object.keys(rules) as RuleName[];

/** Rules that need the same to tell. */
export function rulesThatRead(what: Rule["reads"]): RuleName[] {
  return ruleNames.filter((name) => rules[name].reads === what);
}

/** Whether `name` is the name of a rule. */
export function isRule(name: string): name is RuleName {
  return Object.hasOwn(rules, name);
}

/** Whether `--fix` mends findings of a rule. */
export function isFixable(rule: RuleName): boolean {
  return rules[rule].fixable === true;
}
