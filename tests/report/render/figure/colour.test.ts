import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {groundUnder, onGround} from "../../../../src/report/render/figure/colour/ground.js";
import {contrast, linear, luminance} from "../../../../src/report/render/figure/colour/oklab.js";
import {parseColour} from "../../../../src/report/render/figure/colour/parse.js";
import {scaleOf} from "../../../../src/report/render/figure/colour/scale.js";
import {resolveValue, tokensOf} from "../../../../src/report/render/figure/selfContained.js";

/**
 * How dichromats see a colour: matrices for linear RGB at full severity, G. Machado, M. Oliveira and L. Fernandes, "A
 * physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15 (2009), table 1.
 */
const deficiencies = {
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

type Triple = readonly [number, number, number];

/** CIE L*a*b* under D65, from linear RGB. */
function cieLab([r, g, b]: Triple): Triple {
  const f = (t: number): number => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116);
  const [x, y, z] = [
    f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047),
    f(0.2126729 * r + 0.7151522 * g + 0.072175 * b),
    f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883),
  ];
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const light = (colour: string): Triple => {
  const {r, g, b} = parseColour(colour)!;
  return [linear(r), linear(g), linear(b)];
};
const seenBy = (matrix: readonly number[], [r, g, b]: Triple): Triple =>
  [0, 3, 6].map((i) =>
    Math.min(1, Math.max(0, matrix[i]! * r + matrix[i + 1]! * g + matrix[i + 2]! * b)),
  ) as unknown as Triple;
const distance = (a: Triple, b: Triple): number => Math.hypot(...a.map((part, i) => part - b[i]!));

describe("the palette of the page", () => {
  const tokens = tokensOf(readFileSync("report/theme/tokens.css", "utf8"));
  const palette = (scheme: "light" | "dark"): string[] =>
    [1, 2, 3, 4, 5, 6, 7, 8].map((i) => resolveValue(`var(--plot-${i})`, tokens, scheme));

  it.each(["light", "dark"] as const)("stands out from the page in the %s by a contrast of three", (scheme) => {
    const paper = luminance(parseColour(resolveValue("var(--paper)", tokens, scheme))!);
    for (const colour of palette(scheme)) {
      expect(contrast(luminance(parseColour(colour)!), paper)).toBeGreaterThanOrEqual(3);
    }
  });

  const cases = (["light", "dark"] as const).flatMap((scheme) =>
    Object.entries(deficiencies).map(([name, matrix]) => ({scheme, name, matrix})),
  );
  it.each(cases)("keeps its colours apart for an eye with $name, the first five well, $scheme", ({scheme, matrix}) => {
    const seen = palette(scheme).map((colour) => cieLab(seenBy(matrix, light(colour))));
    for (const [i, a] of seen.entries()) {
      for (const [j, b] of seen.entries()) if (j > i) expect(distance(a, b)).toBeGreaterThan(j < 5 ? 17 : 10);
    }
  });

  it.each(["light", "dark"] as const)("keeps its first colours apart in grey print, %s", (scheme) => {
    const greys = palette(scheme).map((colour) => cieLab(light(colour))[0]);
    for (const [i, a] of greys.slice(0, 5).entries()) {
      for (const [j, b] of greys.slice(0, 5).entries()) {
        if (j > i) expect(Math.abs(a - b)).toBeGreaterThan(j < 3 ? 10 : 3.5);
      }
    }
  });
});

describe("groundUnder(colour)", () => {
  it("makes white the page's own ground in the dark, as translucent as it was, and leaves colours to onGround", () => {
    expect(groundUnder("rgba(255,255,255,0.7)", "none")).toBe("light-dark(rgba(255,255,255,0.7),rgba(21,23,27,0.7))");
    expect(groundUnder("#fafafa", "none")).toBe("light-dark(#fafafa,#15171b)");
    expect(groundUnder("#ddcc77", "none")).toBe(onGround("#ddcc77", "none"));
    expect(groundUnder(undefined, "none")).toBe("none");
  });
});

describe("onGround(colour)", () => {
  it("keeps an author's colour in the light, and lifts it in the dark where it would drown", () => {
    const [, own, lifted] = /^light-dark\((#\w+),(#\w+)\)$/.exec(onGround("#332288", ""))!;
    expect(own).toBe("#332288");
    expect(contrast(luminance(parseColour(lifted!)!), luminance(parseColour("#15171b")!))).toBeGreaterThan(3.4);
    expect(onGround("#ddcc77", "")).toBe("#ddcc77");
  });

  it("turns ink light in the dark", () => {
    const [, , lifted] = /^light-dark\((#\w+),(#\w+)\)$/.exec(onGround("black", ""))!;
    expect(luminance(parseColour(lifted!)!)).toBeGreaterThan(0.7);
  });

  it("takes the page's variables and refuses what is no colour", () => {
    expect(onGround("var(--plot-2)", "x")).toBe("var(--plot-2)");
    for (const wrong of ['red"', "url(a)", "var(--a);b", 3, undefined]) expect(onGround(wrong, "x")).toBe("x");
  });
});

describe("scaleOf(name)", () => {
  it("mixes between the stops, as the scale says", () => {
    const scale = scaleOf(
      [
        [0, "#000000"],
        [1, "rgb(200, 100, 50)"],
      ],
      false,
    )!;
    expect([0, 0.5, 1].map(scale.colour)).toEqual(["#000000", "#643219", "#c86432"]);
    expect(scaleOf("Viridis", true)!.colour(0)).toBe("#fde725");
    expect(scaleOf("Turbo", false)).toBeUndefined();
  });

  it("is the page's own where the author's begins at white", () => {
    expect(
      scaleOf(
        [
          [0, "#ffffff"],
          [1, "#332288"],
        ],
        false,
      )!.colour(0.5),
    ).toBe("var(--heat-32)");
    expect(scaleOf(undefined, true)!.colour(0.25)).toBe("var(--heat-48)");
  });

  it("writes on every step what can be read there, in the light and in the dark", () => {
    const tokens = new Map([...tokensOf(readFileSync("report/theme/tokens.css", "utf8"))]);
    const mix = (i: number): string => {
      const half = 32;
      const [from, to, part] = i <= half ? ["low", "middle", i] : ["middle", "high", i - half];
      return `color-mix(in srgb,var(--plot-${to}) ${(100 * part) / half}%,var(--plot-${from}))`;
    };
    const scale = scaleOf(undefined, false)!;
    for (const scheme of ["light", "dark"] as const) {
      for (let i = 0; i <= 64; i++) {
        const [ground, text] = [mix(i), scale.text(i / 64)].map(
          (value) => parseColour(resolveValue(value, tokens, scheme))!,
        );
        expect(contrast(luminance(ground!), luminance(text!)), `${scheme} ${i}`).toBeGreaterThan(3.4);
      }
    }
  });
});
