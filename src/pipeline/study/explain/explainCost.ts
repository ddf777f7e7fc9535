import type {Machine} from "../../../core/measurement.js";
import type {Passes} from "../../explanation/countPasses.js";
import type {Spent} from "../stopwatch.js";

/** What one method costs and how far it repeats itself, as `lookbook measure explain` records it. */
export interface ExplainCost {
  /** Name in the table of methods. */
  readonly method: string;
  readonly title: string;
  /** Pictures with hidden superpixels for each picture; null where a method has no such option. */
  readonly samples: number | null;
  /** Whether these are the method's default options. */
  readonly isDefault: boolean;
  /** Pictures that were explained, each once a seed. */
  readonly pictures: number;
  readonly seeds: number;
  /** Through the network, for one picture. */
  readonly passes: Passes;
  /** For one picture: the median over the seeds, in seconds. */
  readonly seconds: Spent;
  /** For each picture, the mean Spearman correlation, over pairs of seeds, of what is said of its superpixels; in [-1, 1]. */
  readonly stabilities: readonly number[];
  /** Their mean. */
  readonly stability: number;
  /** Whom it was measured on: `se-resnet 1.0.0`. */
  readonly model: string;
  readonly engine: string;
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
  readonly node: string;
}
