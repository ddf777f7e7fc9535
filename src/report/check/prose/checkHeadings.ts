import type {CheckConfig} from "../checkConfig.js";
import type {Problem} from "../finding.js";
import {notSentenceCase, notTitleCase} from "./headingCase.js";
import type {Heading} from "./markdown.js";

/** What a chapter's headings need to be a table of contents: one title, no level skipped, none twice, one spelling. */
export function checkHeadings(
  headings: readonly Heading[],
  {headings: wanted, words, language}: Pick<CheckConfig, "headings" | "words" | "language">,
): Problem[] {
  return [
    ...checkTitle(headings),
    ...headings.flatMap((heading, i) => [
      ...checkLevel(heading, headings[i - 1]),
      ...checkTwin(heading, headings.slice(0, i)),
      ...checkCase(heading, wanted, {names: words.names, language}),
    ]),
  ];
}

function checkTitle(headings: readonly Heading[]): Problem[] {
  const [title, second] = headings.filter(({level}) => level === 1);
  if (!title) {
    const remedy = 'begin the first cell with "# " and the title of the chapter';
    return [{rule: "title", message: 'the notebook has no heading "# ..."', remedy}];
  }
  const problems: Problem[] = [];
  if (headings[0] !== title) {
    const {cell, line} = headings[0]!;
    problems.push({
      rule: "title",
      cell,
      line,
      message: `this heading stands before the chapter's title, "${title.text}"`,
    });
  }
  if (second) {
    const message = `a second title; "${title.text}" (cell ${title.cell}) is the first`;
    problems.push({rule: "title", cell: second.cell, line: second.line, message, remedy: 'write "## " for a section'});
  }
  return problems;
}

function checkLevel({cell, line, level, text}: Heading, before: Heading | undefined): Problem[] {
  if (!before || level <= before.level + 1) return [];
  const wanted = "#".repeat(before.level + 1);
  const message = `"${text}" is of level ${level}, under a heading of level ${before.level}`;
  return [{rule: "heading-levels", cell, line, message, remedy: `write "${wanted} ${text}"`}];
}

function checkTwin({cell, line, level, text}: Heading, before: readonly Heading[]): Problem[] {
  const parent = (at: readonly Heading[]): Heading | undefined =>
    [...at].reverse().find((other) => other.level < level);
  const twin = before.find(
    (other, i) => other.text === text && other.level === level && parent(before) === parent(before.slice(0, i)),
  );
  if (!twin) return [];
  const message = `the heading "${text}" stands in cell ${twin.cell}, line ${twin.line} already`;
  return [{rule: "twin-headings", cell, line, message, remedy: "say in one of them what sets it apart"}];
}

function checkCase(
  {cell, line, text}: Heading,
  wanted: CheckConfig["headings"],
  {names, language}: {readonly names: ReadonlySet<string>; readonly language: string},
): Problem[] {
  // Other languages have capitals of their own: German writes every noun with one.
  if (wanted === "any" || !/^en\b/i.test(language)) return [];
  const culprit = wanted === "sentence-case" ? notSentenceCase(text, names) : notTitleCase(text, names);
  if (culprit === undefined) return [];
  const problem = `expected ${wanted === "sentence-case" ? "sentence case" : "title case"}, got "${culprit}" in "${text}"`;
  const remedy = `mend it, or put "${culprit}" on a line of the list of words if it is a name`;
  return [{rule: "heading-case", cell, line, message: problem, remedy}];
}
