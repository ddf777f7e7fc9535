import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Cite, parseCitation} from "../../../../src/report/render/citation/parseCitation.js";

const cite = (key: string, more: Partial<Cite> = {}): Cite => ({
  key,
  prefix: "",
  suffix: "",
  withoutAuthor: false,
  ...more,
});

describe("parseCitation(text)", () => {
  it.each<[string, boolean, readonly Cite[]]>([
    ["[@a]", false, [cite("a")]],
    ["[-@a2017b]", false, [cite("a2017b", {withoutAuthor: true})]],
    [
      "[see @a, pp. 3-5; also @b]",
      false,
      [cite("a", {prefix: "see ", locator: {label: "page", text: "3-5"}}), cite("b", {prefix: "also "})],
    ],
    ["[@a, 12]", false, [cite("a", {locator: {label: "page", text: "12"}})]],
    ["[@a, § 4, against it]", false, [cite("a", {locator: {label: "section", text: "4"}, suffix: ", against it"})]],
    ["[@a chapter iv]", false, [cite("a", {locator: {label: "chapter", text: "iv"}})]],
    ["[@a, S. 7]", false, [cite("a", {locator: {label: "page", text: "7"}})]],
    ["[@a]: what it says", false, [cite("a")]],
    ["[@a and others]", false, [cite("a", {suffix: " and others"})]],
    ["@a.", true, [cite("a")]],
    ["@doi:10.1000/182.", true, [cite("doi:10.1000/182")]],
    ["@Müller_2020, who", true, [cite("Müller_2020")]],
  ])("reads %j", (text, inText, cites) => {
    expect(parseCitation(text)).toMatchObject({inText, cites});
  });

  it.each(["@fig-a", "[@fig-a]", "[-@tab-x]", "[@a](b)", "[a@b.org]", "[text]", "@", "[@]", "[@a; b]"])(
    "leaves %j",
    (text) => {
      expect(parseCitation(text)).toBeUndefined();
    },
  );

  it("takes no more characters than there are, and gives back every key", () => {
    const key = fc.stringMatching(/^[A-Za-z]{2,8}[0-9]{2,4}[a-z]?$/);
    fc.assert(
      fc.property(fc.array(key, {minLength: 1, maxLength: 4}), fc.string(), (keys, rest) => {
        const text = `[${keys.map((name) => `@${name}`).join("; ")}]`;
        const after = /^[([{]/.test(rest) ? ` ${rest}` : rest;
        expect(parseCitation(text + after)).toEqual({
          length: text.length,
          inText: false,
          cites: keys.map((name) => cite(name)),
        });
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseCitation(text)?.length ?? 0).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
