import {writeFileSync} from "node:fs";
import {join} from "node:path";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {canonicalJson, hashOf, sha256, sha256File} from "../../src/core/hash.js";
import {temporaryFolder} from "../temporaryFolder.js";

describe("sha256", () => {
  // FIPS 180-2, appendix B.1.
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  it("agrees with the standard's example", () => {
    expect(sha256("abc")).toBe(abc);
  });

  it("reads files as streams", async () => {
    const path = join(temporaryFolder("hash"), "abc");
    writeFileSync(path, "abc");
    expect(await sha256File(path)).toBe(abc);
  });
});

describe("hashOf(value)", () => {
  it("does not depend on the order of keys, and does on everything else", () => {
    expect(hashOf({a: 1, b: {c: 2, d: 3}})).toBe(hashOf({b: {d: 3, c: 2}, a: 1}));
    expect(hashOf({a: [1, 2]})).not.toBe(hashOf({a: [2, 1]}));
    expect(hashOf({a: "1"})).not.toBe(hashOf({a: 1}));
  });

  it("canonical JSON parses back to the same value", () => {
    fc.assert(
      fc.property(fc.jsonValue({noUnicodeString: false}), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
