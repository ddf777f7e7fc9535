import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Interval, Value} from "../../../../src/core/payload.js";
import {stringsFor} from "../../../../src/report/render/strings.js";
import {formatInterval, formatValue} from "../../../../src/report/render/value/formats.js";
import {FormatProblem, parseFormat} from "../../../../src/report/render/value/parseFormat.js";

const interval: Interval = {value: 0.912, low: 0.906, high: 0.918, level: 0.95};
/** No-break spaces are shown as plain ones, for reading. */
const write = (value: Value | null, format: string, language = "en"): string =>
  formatValue(value, parseFormat(format), stringsFor(language).value).replaceAll("\u00a0", " ");

describe("formats of live values", () => {
  it.each<[Value, string, string]>([
    [0.9123, "percent(1)", "91.2 %"],
    [0.9123, "percent", "91.2 %"],
    [0.9123, "percent(0)", "91 %"],
    [0.0289, "points(1)", "2.9 percentage points"],
    [2.5, "fixed(2)", "2.50"],
    [-1234.5, "fixed(1)", "−1,234.5"],
    [-0.0001, "fixed(2)", "0.00"],
    [0.034, "signed(2)", "+0.03"],
    [-0.034, "signed", "−0.03"],
    [0.0001, "signed(2)", "0.00"],
    [60000, "integer", "60,000"],
    [1, "ordinal", "1st"],
    [2, "ordinal", "2nd"],
    [3, "ordinal", "3rd"],
    [4, "ordinal", "4th"],
    [11, "ordinal", "11th"],
    [112, "ordinal", "112th"],
    [1003, "ordinal", "1,003rd"],
    [292_330, "si", "292 k"],
    [16_300_000, "si(1)", "16.3 M"],
    [999_950, "si", "1 M"],
    [0.0042, "si", "4.2 m"],
    [0, "si", "0"],
    [30_878_645, "bytes", "30.9 MB"],
    [512, "bytes", "512 bytes"],
    [200, "duration", "3 min 20 s"],
    [1, "plural(image, images)", "1 image"],
    [60000, "plural(image, images)", "60,000 images"],
    [0, "plural('mouse', 'mice')", "0 mice"],
    [["Shirt", "Coat", "Bag"], "list", "Shirt, Coat and Bag"],
    [["Shirt"], "list", "Shirt"],
    [0.0123, "pvalue", "= 0.012"],
    [0.0004, "pvalue", "< 0.001"],
    ["2026-11-21", "date", "21 November 2026"],
    ["2026-11-21T09:30:00Z", "date", "21 November 2026"],
    [["2026-11-21", "2026-11-28"], "date", "21 to 28 November 2026"],
    [["2026-11-21", "2026-12-03"], "date", "21 November to 3 December 2026"],
    [["2026-11-21", "2027-01-02"], "date", "21 November 2026 to 2 January 2027"],
    [["2026-11-21", "2026-11-21"], "date", "21 November 2026"],
    [60000, "auto", "60,000"],
    [0.149, "", "0.149"],
    [1234.567, "auto", "1,235"],
    [0.00001234, "auto", "1.23 × 10⁻⁵"],
    ["28 × 28", "auto", "28 × 28"],
    [true, "auto", "yes"],
    [interval, "percent(1)", "91.2 %"],
    [interval, "percent(1) ±", "91.2 % (95 % CI 90.6 to 91.8)"],
    [interval, "percent(1) | interval", "91.2 % (95 % CI 90.6 to 91.8)"],
    [interval, "interval", "0.912 (95 % CI 0.906 to 0.918)"],
    [{...interval, level: 0.995}, "fixed(2) ±", "0.91 (99.5 % CI 0.91 to 0.92)"],
  ])("writes %j by %j as %j", (value, format, expected) => {
    expect(write(value, format)).toBe(expected);
  });

  it.each<[Value, string, string]>([
    [1234.5, "fixed(1)", "1.234,5"],
    [0.9123, "percent(1)", "91,2 %"],
    [0.0289, "points(1)", "2,9 Prozentpunkte"],
    [0.0004, "pvalue", "< 0,001"],
    [0.0123, "pvalue", "= 0,012"],
    [292_330, "si(1)", "292,3 k"],
    [512, "bytes", "512 Byte"],
    [4.2, "duration", "4,2 s"],
    [3, "ordinal", "3."],
    [0.00001234, "auto", "1,23 × 10⁻⁵"],
    [1000.5, "auto", "1.001"],
    [["Hemd", "Mantel", "Tasche"], "list", "Hemd, Mantel und Tasche"],
    [[], "list", "keine"],
    [true, "auto", "ja"],
    ["2026-03-21", "date", "21. März 2026"],
    [["2026-03-21", "2026-03-28"], "date", "21. bis 28. März 2026"],
    [interval, "percent(1) ±", "91,2 % (95-%-KI 90,6 bis 91,8)"],
    [60000, "plural(Bild, Bilder)", "60.000 Bilder"],
  ])("writes %j by %j in German as %j", (value, format, expected) => {
    expect(write(value, format, "de-AT")).toBe(expected);
  });

  it("repeats the unit in an interval whose ends have different ones", () => {
    const parts = formatInterval(
      {value: 1200, low: 900, high: 1500, level: 0.95},
      parseFormat("si"),
      stringsFor("en").value,
    );
    expect(parts).toEqual({estimate: "1.2\u00a0k", bounds: "900 to 1.5\u00a0k"});
  });

  it.each<[Value | null, string, RegExp]>([
    [0.5, "percnt(1)", /unknown format "percnt"; did you mean "percent"\?/],
    ["abc", "percent(1)", /"percent" takes a finite number, but the value is the string "abc"/],
    [null, "fixed(1)", /null \(NaN or infinite when it was published\)/],
    [0.5, "interval", /an interval is wanted, but the value is the number 0.5/],
    [0.5, "percent(x)", /a number of digits from 0 to 10, got "x"/],
    [3, "plural(image)", /the singular and the plural/],
    [3, "list", /takes a list/],
    [
      "yesterday",
      "date",
      /takes a date \(ISO 8601\), or a list of two in order, but the value is the string "yesterday"/,
    ],
    ["2026-02-31", "date", /takes a date/],
    [["2026-11-21", "2026-11-02"], "date", /or a list of two in order, but the value is a list of 2/],
    [1.5, "ordinal", /a whole number from 0, got 1.5/],
    [0.5, "percent | fixed", /one format is allowed, got "percent" and "fixed"/],
    [null, "auto", /cannot be shown/],
  ])("refuses %j by %j", (value, format, message) => {
    expect(() => write(value, format)).toThrow(message);
  });

  it("reads every format that it writes, however it is spaced, and refuses every other word", () => {
    const digits = fc.integer({min: 0, max: 10});
    const space = fc.constantFrom("", " ", "  ");
    const known = fc.constantFrom("percent", "points", "fixed", "signed", "si", "bytes");
    fc.assert(
      fc.property(known, digits, space, fc.boolean(), (name, places, gap, marked) => {
        const text = `${gap}${name}${gap}(${gap}${places}${gap})${gap}${marked ? "±" : ""}`;
        expect(parseFormat(text)).toEqual({name, options: [String(places)], withInterval: marked});
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseFormat(text).name).toMatch(/^[a-z]+$/);
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(FormatProblem);
        }
      }),
    );
  });

  it("writes every finite number so that reading it back is near", () => {
    fc.assert(
      fc.property(fc.double({min: -1e12, max: 1e12, noNaN: true}), (x) => {
        const read = Number(write(x, "fixed(3)").replaceAll(",", "").replace("−", "-"));
        expect(Math.abs(read - x)).toBeLessThanOrEqual(0.0005 + Math.abs(x) * 1e-12);
      }),
    );
  });
});
