import type {MarkdownIt as Parser, Token} from "markdown-it";
import MarkdownIt from "markdown-it";
import {numberedCells, type ReadSource} from "../source.js";

/** A cell of prose, read. */
export interface ProseCell {
  readonly number: number;
  readonly source: string;
  readonly tokens: readonly Token[];
}

/** A heading of a chapter. */
export interface Heading {
  readonly cell: number;
  /** In the cell, from 1. */
  readonly line: number;
  /** 1 to 6. */
  readonly level: number;
  /** As written, without its `{#id}`. */
  readonly text: string;
}

/** A stretch of text without code, formulas, live values and addresses. */
export interface PlainText {
  readonly line: number;
  readonly text: string;
}

const parser: Parser = new MarkdownIt({html: false, linkify: false});

/** Reads the prose of a notebook. */
export function proseCells({notebook}: ReadSource): ProseCell[] {
  return numberedCells(notebook).flatMap(({cell, number}) =>
    cell.cell_type === "markdown" ? [{number, source: cell.source, tokens: parser.parse(cell.source, {})}] : [],
  );
}

/** The headings of a chapter, in order. */
export function headingsOf(cells: readonly ProseCell[]): Heading[] {
  return cells.flatMap(({number, tokens}) =>
    tokens.flatMap((token, i) => {
      if (token.type !== "heading_open") return [];
      const text = tokens[i + 1]!.content.replace(/\s*\{#[\w-]+\}\s*$/, "").trim();
      return [{cell: number, line: (token.map?.[0] ?? 0) + 1, level: Number(token.tag.slice(1)), text}];
    }),
  );
}

/** The texts of the headings of a piece of Markdown, without marks of emphasis and code. */
export function headingTexts(source: string): string[] {
  const tokens = parser.parse(source, {});
  return tokens.flatMap(({type}, i) => {
    if (type !== "heading_open") return [];
    return [
      (tokens[i + 1]!.children ?? [])
        .map(({content}) => content)
        .join("")
        .trim(),
    ];
  });
}

/** Every token within a line of text, with the line of the cell that it stands on. */
export function inlineTokens({tokens}: ProseCell): {readonly token: Token; readonly line: number}[] {
  return tokens.flatMap(({children, map}) => {
    let line = (map?.[0] ?? 0) + 1;
    return (children ?? []).map((token) => {
      const at = {token, line};
      if (token.type === "softbreak" || token.type === "hardbreak") line++;
      return at;
    });
  });
}

/** The words of a cell that a reader reads. */
export function plainTexts(cell: ProseCell): PlainText[] {
  return inlineTokens(cell)
    .filter(({token}) => token.type === "text")
    .map(({token, line}) => ({line, text: token.content.replaceAll(/\{\{[^{}]*\}\}|\$[^$]*\$|[@#][\w-]+/g, " ")}));
}
