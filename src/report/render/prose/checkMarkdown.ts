import type {Token} from "markdown-it";
import {errorAt} from "../place.js";
import {levelOf} from "./headings.js";
import {restorePipes} from "./liveValue.js";
import type {Scope} from "./scope.js";

/**
 * Looks for Markdown that the parser takes without a word for something else than was meant: a callout or a block of code that is never
 * closed, a formula without an end, a table whose rows do not fit its head, a skipped level of headings, HTML. Problems and warnings
 * go to the scope.
 * @param tokens of the whole cell
 */
export function checkMarkdown(tokens: readonly Token[], source: string, scope: Scope): void {
  const lines = source.split(/\r?\n/);
  for (const [i, token] of tokens.entries()) {
    switch (token.type) {
      case "container_callout_open":
        if (!isClosed(token, lines, ":"))
          broken(
            `the callout "${restorePipes(lines[token.map![0]]!.trim())}" is never closed; end it with a line of ":::"`,
            scope,
          );
        break;
      case "fence":
        if (!isClosed(token, lines, token.markup[0]!))
          broken(
            `the block of code "${lines[token.map![0]]!.trim()}" is never closed; end it with a line of "${token.markup}"`,
            scope,
          );
        break;
      case "table_open":
        checkTable(token, lines, scope);
        break;
      case "inline":
        checkText(token, lines, scope);
        break;
      case "heading_open":
        checkLevel(tokens, i, scope);
        break;
    }
  }
}

/** Whether the last line of a block is made of its marks alone. */
function isClosed({map}: Token, lines: readonly string[], mark: string): boolean {
  const [start, end] = map!;
  // A callout's map leaves out its last line, a fence's does not.
  const last = lines[mark === ":" ? end : end - 1];
  const isOpening = mark !== ":" && end - 1 === start;
  return !isOpening && last !== undefined && new RegExp(`^[\\s>]*${mark}{3,}\\s*$`).test(last);
}

function checkTable({map}: Token, lines: readonly string[], scope: Scope): void {
  const [start, end] = map!;
  const columns = cellsOf(lines[start]!).length;
  for (let row = start + 2; row < end; row++) {
    const count = cellsOf(lines[row]!).length;
    if (count !== columns) {
      broken(
        `the table row "${restorePipes(lines[row]!.trim())}" has ${count} cells, but the head has ${columns}; write \\| for a stroke that is text`,
        scope,
      );
    }
  }
}

/** The cells of a line of a table; a stroke after a backslash is text. */
function cellsOf(line: string): string[] {
  return line
    .replace(/^[\s>]*\|?/, "")
    .replace(/(?<!\\)\|\s*$/, "")
    .split(/(?<!\\)\|/);
}

/** A line of dashes that heads no table, since the line above has another number of cells. */
const tableRule = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$/;

function checkText({map, children}: Token, lines: readonly string[], scope: Scope): void {
  const [start, end] = map ?? [0, 0];
  const rule = lines.findIndex((line, i) => i > start && i < end && tableRule.test(line));
  if (rule > 0) {
    const [head, dashes] = [cellsOf(lines[rule - 1]!).length, cellsOf(lines[rule]!).length];
    broken(
      `"${restorePipes(lines[rule - 1]!.trim())}" heads no table: it has ${head} cells, but the line of dashes below has ${dashes}`,
      scope,
    );
  }
  for (const {type, content} of children ?? []) {
    if (type !== "text") continue;
    if (content.includes("$$"))
      broken(
        `the formula that begins with "${content.slice(content.indexOf("$$")).slice(0, 40)}" has no end; close it with "$$"`,
        scope,
      );
    else if (/\$\\?[A-Za-z{]/.test(content))
      scope.warn(
        `a "$" opens no formula in "${content.slice(content.search(/\$\\?[A-Za-z{]/)).slice(0, 40)}"; close it, or write \\$ for the sign`,
      );
    const [tag] =
      /<\/?(?:a|b|br|code|div|em|figure|h[1-6]|hr|i|img|li|ol|p|script|span|strong|style|sub|sup|table|td|th|tr|u|ul)\b[^>]*>/i.exec(
        content,
      ) ?? [];
    if (tag !== undefined) scope.warn(`the HTML "${tag}" is shown as text; write Markdown`);
  }
}

function checkLevel(tokens: readonly Token[], i: number, scope: Scope): void {
  const before = tokens
    .slice(0, i)
    .filter(({type}) => type === "heading_open")
    .at(-1);
  const [level, last] = [levelOf(tokens[i]!), before && levelOf(before)];
  if (last !== undefined && level > last + 1) {
    const title = tokens[i + 1]?.content ?? "";
    scope.warn(`the heading "${restorePipes(title)}" is of level ${level}, but the one before it of level ${last}`);
  }
}

function broken(message: string, {place, problems}: Scope): void {
  problems.add(errorAt(place, "bad-notebook", message));
}
