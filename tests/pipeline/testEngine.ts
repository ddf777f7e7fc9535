import {expect} from "vitest";
import type {EngineName} from "../../src/pipeline/engine/engine.js";
import {openEngine} from "../../src/pipeline/engine/openEngine.js";

/**
 * The engine that tests run on which hold for any: `LOOKBOOK_TEST_ENGINE=tfjs-node npx vitest run tests/pipeline` holds another to them.
 * @param usual what they run on otherwise
 */
export function testEngine(usual: EngineName): EngineName {
  return (process.env["LOOKBOOK_TEST_ENGINE"] as EngineName | undefined) ?? usual;
}

/** Opens {@link testEngine}; plain JavaScript otherwise, the reference. */
export async function useTestEngine(): Promise<void> {
  ({bitReproducible: repeats} = await openEngine(testEngine("cpu")));
}

let repeats = true;

/**
 * The same numbers computed in another way, for instance in batches of another size: the same bits, or, on a native engine, which
 * chooses its order of summation by the size, within `tolerance`.
 */
export function expectSame(actual: Float32Array, expected: Float32Array, tolerance = 1e-5): void {
  if (repeats) expect(actual).toEqual(expected);
  expect(actual.length).toBe(expected.length);
  for (const [i, value] of actual.entries()) expect(Math.abs(value - expected[i]!)).toBeLessThanOrEqual(tolerance);
}
