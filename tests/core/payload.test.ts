import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fromCarrier, isInterval, type Payload, toCarrier} from "../../src/core/payload.js";

describe("toCarrier(payload, view) and fromCarrier(html)", () => {
  it("carry any value there and back, and no value closes the script", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (values) => {
        const payload: Payload = {kind: "values", values: {...values, evil: "</script><script>alert(1)</script>"}};
        const html = toCarrier(payload, "<b>view</b>");
        expect(html.match(/<\/script>/g)).toHaveLength(1);
        expect(fromCarrier(html)).toEqual(payload);
      }),
    );
  });

  it("reads nothing out of other HTML", () => {
    expect(fromCarrier("<p>hello</p>")).toBeUndefined();
    expect(fromCarrier('<div data-lookbook="plot">no script</div>')).toBeUndefined();
    expect(
      fromCarrier('<div data-lookbook="plot"><script type="application/vnd.lookbook+json">{oops</script></div>'),
    ).toBeUndefined();
  });
});

describe("isInterval(value)", () => {
  it("knows an interval from other values", () => {
    expect(isInterval({value: 1, low: 0, high: 2, level: 0.95})).toBe(true);
    for (const other of [1, null, "x", [1], {value: 1}]) expect(isInterval(other)).toBe(false);
  });
});
