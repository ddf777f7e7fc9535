import type {RungName} from "./engine.js";

/** One step of the ladder of engines. */
export interface Rung {
  readonly name: RungName;
  /** The npm package that brings it. */
  readonly packageName: string;
  readonly description: string;
  readonly bitReproducible: boolean;
  /** What to do where it is missing or broken. */
  readonly remedy: string;
  /** False: taken only when asked for by name. */
  readonly automatic: boolean;
  /** Makes it the engine that computes from now on. Resolves to the package's version; rejects where it cannot. */
  readonly open: () => Promise<string>;
}
