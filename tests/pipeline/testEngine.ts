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
  await openEngine(testEngine("cpu"));
}
