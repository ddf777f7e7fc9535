import {describe, expect, it} from "vitest";
import {excerptOf} from "../../../src/report/preview/excerpt.js";

const source = ["# Title", "", "One {{a.b}}.", "Two @fig-c.", "Three $x^{$.", "Four."].join("\n");

describe("excerptOf(source, message)", () => {
  it.each([
    ["line 4 is odd", 4],
    ['no value "a.b" was published', 3],
    ['nothing is labelled "@fig-c"', 4],
    ["the formula $x^{$ cannot be typeset", 5],
    ["something else", 1],
    ["line 99 is not there", 1],
  ])("marks the line that %j speaks of", (message, line) => {
    const marked = excerptOf(source, message)
      .split("\n")
      .filter((text) => text.startsWith(">"));
    expect(marked).toEqual([`> ${line} | ${source.split("\n")[line - 1]}`]);
  });

  it("shows two lines before and after", () => {
    expect(excerptOf(source, "line 3").split("\n")).toHaveLength(5);
    expect(excerptOf("", "anything")).toBe("");
  });
});
