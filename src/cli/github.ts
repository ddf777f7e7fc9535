import {LookbookError, messageOf} from "../core/errors.js";
import type {BuildState} from "./view/buildState.js";
import type {Row} from "./view/summary.js";
import {groupWarnings} from "./view/warnings.js";

/** What a build tells GitHub: lines that it shows at the files concerned. */
export function annotations(warnings: readonly string[], thrown?: unknown): string {
  const error = thrown === undefined ? "" : annotation("error", messageOf(thrown), titleOf(thrown));
  return (
    groupWarnings(warnings)
      .map((text) => annotation("warning", text, "Lookbook"))
      .join("") + error
  );
}

/** The summary as Markdown: the rows, then a table of the chapters. */
export function stepSummary(state: BuildState, rows: readonly Row[], thrown?: unknown): string {
  const facts = rows.map(([name, lines]) => `| ${name} | ${lines.map(cell).join("<br>")} |`);
  const chapters = [...state.chapters.values()].map(
    ({name, status, reasons, duration}) =>
      `| ${cell(name)} | ${status} | ${status === "cached" ? "" : `${(duration / 1000).toFixed(1)} s`} | ${cell(reasons.join("; "))} |`,
  );
  const failure = thrown === undefined ? [] : ["", "```text", messageOf(thrown).replaceAll("```", "'''"), "```"];
  return [
    thrown === undefined ? "## Report" : "## Report: failed",
    ...failure,
    "",
    "| | |",
    "|---|---|",
    ...facts,
    "",
    "| chapter | | time | why |",
    "|---|---|---|---|",
    ...chapters,
    "",
  ].join("\n");
}

function annotation(level: "warning" | "error", text: string, title: string): string {
  const file = /(?:^|\bnotebook )(\S+\.ipynb)/.exec(text)?.[1];
  const properties = [
    file && `file=${escaped(file).replaceAll(",", "%2C").replaceAll(":", "%3A")}`,
    `title=${escaped(title)}`,
  ];
  return `::${level} ${properties.filter(Boolean).join(",")}::${escaped(text)}\n`;
}

/** As GitHub's workflow commands want it: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}

function titleOf(thrown: unknown): string {
  return thrown instanceof LookbookError ? thrown.code : "Lookbook";
}
