import type {Finding} from "../finding.js";
import {pathIn} from "../readSources.js";
import {isRead, type NotebookSource, numberedCells, readSource} from "../source.js";
import {sourceLines} from "./sourceLines.js";

/**
 * Findings as GitHub Actions reads them from a log, at the lines of the files themselves.
 * @param root of the repository, which paths in annotations are relative to
 */
export function annotations(findings: readonly Finding[], sources: readonly NotebookSource[], root: string): string[] {
  const placeOf = new Map(sources.map((source) => [source.path, lineFinder(source)]));
  const fileOf = new Map(sources.map(({path, file}) => [path, pathIn(root, file)]));
  return findings.map((finding) => {
    const {path, rule, severity, message, remedy, cell, line} = finding;
    const at = placeOf.get(path)?.(cell, line) ?? 1;
    const where = cell === undefined ? "" : `cell ${cell}${line === undefined ? "" : `, line ${line}`}: `;
    const text = `${where}${message}${remedy === undefined ? "" : `\n${remedy}`}`;
    return `::${severity} file=${property(fileOf.get(path) ?? path)},line=${at},title=${property(rule)}::${data(text)}`;
  });
}

function lineFinder(
  source: NotebookSource,
): (cell: number | undefined, line: number | undefined) => number | undefined {
  const read = readSource(source);
  if (!isRead(read)) return () => undefined;
  const lines = sourceLines(source.text);
  const indices = new Map(
    numberedCells(read.notebook).map(({cell, number}) => [number, read.notebook.cells.indexOf(cell)]),
  );
  return (cell, line = 1) => lines.find(indices.get(cell ?? 0) ?? -1, line);
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
