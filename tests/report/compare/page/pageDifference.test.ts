import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {parseHtml} from "../../../../src/core/markup/parseHtml.js";
import {byteRange, excerpt} from "../../../../src/report/compare/page/byteDifference.js";
import {pageDifference, placeOf} from "../../../../src/report/compare/page/pageDifference.js";

describe("byteRange(old, new)", () => {
  it("leaves equal bytes before it and behind it", () => {
    const bytes = fc.uint8Array({max: 3, maxLength: 20});
    fc.assert(
      fc.property(bytes, bytes, (old, now) => {
        const range = byteRange(old, now);
        if (range === undefined) {
          expect([...old]).toEqual([...now]);
          return;
        }
        expect([...old.subarray(0, range.start)]).toEqual([...now.subarray(0, range.start)]);
        expect([...old.subarray(range.oldEnd)]).toEqual([...now.subarray(range.newEnd)]);
        expect(old[range.start]).not.toBe(now[range.start]);
        expect(range.oldEnd).toBeGreaterThanOrEqual(range.start);
        expect(range.newEnd).toBeGreaterThanOrEqual(range.start);
      }),
    );
  });
});

describe("placeOf(root, offset)", () => {
  const markup =
    '<head><style>b{}</style></head><section class="chapter"><h2 data-notebook="01-a">1 Title <a class="anchor">#</a></h2>' +
    '<figure id="fig-x"><script type="application/json">{}</script><figcaption>Cap</figcaption></figure><p>Text</p></section>';
  it.each([
    ["b{}", "a style sheet"],
    ["{}</script", 'chapter "1 Title" (01-a), figure fig-x, the data of the figure'],
    ["Cap", 'chapter "1 Title" (01-a), figure fig-x, <figcaption>'],
    ["Text", 'chapter "1 Title" (01-a), <p>'],
  ])("names the place of %s", (text, place) => {
    expect(placeOf(parseHtml(markup), markup.indexOf(text))).toBe(place);
  });
});

it("pageDifference counts bytes, and looks up characters", () => {
  const [old, now] = ["<p>é–</p><b>x</b>", "<p>é–</p><b>y</b>"].map((text) => Buffer.from(text));
  expect(pageDifference(old!, now!)).toMatchObject({bytes: {start: 15, oldEnd: 16, newEnd: 16}, where: "<b>"});
  expect(pageDifference(old!, old!)).toBeUndefined();
});

it("pageDifference looks into the longer of two pages, of which one is the other's beginning", () => {
  const [old, now] = ["<p>x</p>", "<p>x</p><i>more</i>"].map((text) => Buffer.from(text));
  expect(pageDifference(old!, now!)!.where).toBe("<i>");
});

it("excerpt shows the surroundings on one line", () => {
  expect(excerpt("abcdefghij", 5, 2)).toBe("…defg…");
  expect(excerpt("a\n b", 1)).toBe("a b");
});
