import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type Moments, type Optimiser, openOptimiser} from "../../../src/pipeline/training/optimiser.js";

/** Runs steps with given gradients on one weight. */
function path(optimiser: Optimiser, gradients: number[], {moments = {} as Moments, start = 1} = {}): number[] {
  const [rule, learningRate] = [openOptimiser(optimiser, moments), 0.1];
  const weights = Float32Array.of(start);
  return gradients.map((g) => {
    rule({name: "w", weights, gradient: Float32Array.of(g), learningRate, decays: true});
    return weights[0]!;
  });
}

const close = (found: number[], expected: number[]): void => {
  for (const [i, value] of found.entries()) expect(value).toBeCloseTo(expected[i]!, 5);
};

describe("sgd", () => {
  it("without momentum follows the gradient", () => close(path({kind: "sgd", momentum: 0}, [1, 2]), [0.9, 0.7]));
  it("with momentum adds the past up: v = 1, 1.9, 2.71", () => {
    close(path({kind: "sgd"}, [1, 1, 1]), [0.9, 0.71, 0.439]);
  });
  it("with Nesterov's momentum looks ahead: g + 0.9 v = 1.9, 2.71", () => {
    close(path({kind: "sgd", nesterov: true}, [1, 1]), [0.81, 0.539]);
  });
});

describe("adam", () => {
  it("moves by the learning rate at the first step, whatever the gradient's size", () => {
    for (const g of [1e-3, 1, 1e3]) close(path({kind: "adam"}, [g]), [0.9]);
  });
  it("follows Kingma and Ba's algorithm 1 by hand: gradients 1 and -1", () => {
    // m2 = .9*.1 - .1 = -.01, / (1 - .81) = -.0526316; v2 = .999*.001 + .001, / (1 - .998001) = 1.
    close(path({kind: "adam"}, [1, -1]), [0.9, 0.9 + 0.1 * 0.0526316]);
  });
});

describe("any optimiser", () => {
  const optimiser = fc.constantFrom<Optimiser>({kind: "sgd"}, {kind: "adam"}, {kind: "sgd", nesterov: true});
  it("decays weights apart from the gradient, and only where asked", () => {
    fc.assert(
      fc.property(optimiser, (kind) => {
        const rule = openOptimiser({...kind, weightDecay: 0.5});
        const moved = (name: string, decays: boolean): number => {
          const weights = Float32Array.of(2);
          rule({name, weights, gradient: Float32Array.of(0), learningRate: 0.1, decays});
          return weights[0]!;
        };
        expect(moved("kernel", true)).toBeCloseTo(2 * (1 - 0.1 * 0.5), 6);
        expect(moved("bias", false)).toBe(2);
      }),
    );
  });
  it("keeps the moments of each weight apart, and leaves its gradient alone", () => {
    fc.assert(
      fc.property(
        optimiser,
        fc.array(fc.float({noNaN: true, min: -10, max: 10}), {minLength: 1, maxLength: 5}),
        (kind, values) => {
          const rule = openOptimiser(kind);
          const gradient = Float32Array.from(values);
          const moved = (name: string): Float32Array => {
            const weights = Float32Array.from(values);
            rule({name, weights, gradient, learningRate: 0.1, decays: true});
            return weights;
          };
          const first = moved("a");
          expect(moved("b")).toEqual(first);
          expect(gradient).toEqual(Float32Array.from(values));
        },
      ),
    );
  });
  it("goes on with the moments it is given, as if it had never stopped", () => {
    fc.assert(
      fc.property(
        optimiser,
        fc.array(fc.float({noNaN: true, min: -10, max: 10}), {minLength: 2, maxLength: 6}),
        (kind, steps) => {
          const moments: Moments = {};
          const whole = path(kind, steps);
          const first = path(kind, steps.slice(0, 1), {moments});
          const rest = path(kind, steps.slice(1), {moments: structuredClone(moments), start: first[0]!});
          expect([...first, ...rest]).toEqual(whole);
        },
      ),
    );
  });
  it.each<[Optimiser, string]>([
    [{kind: "adam", weightDecay: -1}, "optimiser adam: weightDecay must not be negative, got -1"],
    [{kind: "sgd", momentum: 1}, "optimiser sgd: momentum must lie in [0, 1), got 1"],
    [{kind: "adam", beta1: -0.1}, "optimiser adam: beta1 must lie in [0, 1), got -0.1"],
    [{kind: "adam", beta2: 1}, "optimiser adam: beta2 must lie in [0, 1), got 1"],
    [{kind: "adam", epsilon: 0}, "optimiser adam: epsilon must be positive, got 0"],
    [{kind: "lion"} as unknown as Optimiser, 'optimiser: unknown kind "lion"'],
  ])("refuses %o", (wrong, message) => expect(() => openOptimiser(wrong)).toThrow(message));
});
