import {createRequire} from "node:module";
import * as fontkit from "fontkit";
import {describe, expect, it} from "vitest";
import {widthOf} from "../../../../src/report/render/figure/text/measure.js";
import {lineMarkup, parseRich, wrap} from "../../../../src/report/render/figure/text/rich.js";

const require = createRequire(import.meta.url);

describe("widthOf(text, size)", () => {
  it.each([400, 600] as const)("is the sum of the font's advances, at the weight %i", (weight) => {
    for (const subset of ["latin", "latin-ext", "greek", "cyrillic"]) {
      const path = require.resolve(`@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff2`);
      const font = fontkit.openSync(path);
      if (!("characterSet" in font)) throw new Error("a collection");
      const codes = font.characterSet.filter((code) => code >= 32 && code < 0xd800);
      expect(codes.length).toBeGreaterThan(50);
      // Subsets share a few characters; the first to have one decides, and all agree.
      for (const code of codes) {
        const advance = font.glyphForCodePoint(code).advanceWidth;
        expect([code, widthOf(String.fromCodePoint(code), 1000, weight)]).toEqual([code, advance]);
      }
    }
  });

  it("errs on the wide side of what fontkit sets with kerning", () => {
    const font = fontkit.openSync(
      require.resolve("@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2"),
    );
    if (!("layout" in font)) throw new Error("a collection");
    for (const text of ["T-shirt/top", "share that was right", "AVAToday 10,000"]) {
      const set = font.layout(text).advanceWidth;
      expect(widthOf(text, 1000)).toBeGreaterThanOrEqual(set - 1);
      expect(widthOf(text, 1000)).toBeLessThan(set * 1.06);
    }
  });
});

describe("parseRich(source)", () => {
  it("knows bold, italic, raised and lowered text, line breaks and entities; other tags vanish", () => {
    const lines = parseRich(
      "a<b>b</b><br>x<sup>2</sup> &amp; <i>y</i><sub>1</sub> <span style='x'>z</span> 1 < 2 &lt;b&gt;",
    );
    expect(lines.map((line) => line.map(({text}) => text).join(""))).toEqual(["ab", "x2 & y1 z 1 < 2 <b>"]);
    expect(lineMarkup(lines[0]!, 10)).toBe('a<tspan font-weight="600">b</tspan>');
    expect(lineMarkup(parseRich("x<sup>2</sup>")[0]!, 10)).toBe(
      'x<tspan dy="-3.5" font-size="7">2</tspan><tspan dy="3.5">\u200b</tspan>',
    );
  });
});

describe("wrap(lines, room)", () => {
  const words = (text: string, room: number, most = 3): string[] =>
    wrap(parseRich(text), room, {size: 10, weight: 400, most}).map((line) => line.map((run) => run.text).join(""));

  it("breaks at spaces, and cuts what does not fit", () => {
    expect(words("one two three four", 45)).toEqual(["one two", "three four"]);
    expect(words("one two three four five six", 40, 2)[1]).toMatch(/\u2026$/);
    expect(words("Donaudampfschifffahrt", 40)[0]).toMatch(/^Donau.*\u2026$/);
  });

  it("never makes a line wider than its room", () => {
    for (const room of [1, 7, 20, 33, 90]) {
      for (const line of words("a long sentence with someverylongwordinside it, to be broken", room)) {
        expect(widthOf(line, 10)).toBeLessThanOrEqual(room);
      }
    }
  });
});
