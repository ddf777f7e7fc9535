import type {CollectContext} from "../../../core/collection.js";
import {LookbookError} from "../../../core/errors.js";
import {mean, quantile} from "../../../core/statistics.js";
import {loadRegistered} from "../../artefact/registry.js";
import {registryPlace} from "../../artefact/registryList.js";
import {openFashionMnist} from "../../dataset/openFashionMnist.js";
import {subset} from "../../dataset/subset.js";
import {openEngine} from "../../engine/openEngine.js";
import {countPasses} from "../../explanation/countPasses.js";
import {type ExplanationMethod, explainers} from "../../explanation/method.js";
import {rankAgreement} from "../../explanation/sampling/agreement.js";
import {usualSamples} from "../../explanation/sampling/assertSamples.js";
import {kernelShap} from "../../explanation/sampling/kernelShap.js";
import {lime} from "../../explanation/sampling/lime.js";
import {askModel} from "../askModel.js";
import type {Clock} from "../stopwatch.js";
import type {ExplainCost} from "./explainCost.js";

/** What {@link collectExplain} is told of the world. */
export interface CollectExplainContext extends Omit<CollectContext<ExplainCost>, "before"> {
  readonly clock: Clock;
}

/**
 * Explains pictures with the model that ships, by every method and, where superpixels are hidden at random, with several numbers of
 * samples: how many pictures go through the network, how long that takes on one thread, and how far other seeds say the same. About
 * two minutes of a processor that has nothing else to do.
 * @throws LookbookError `bad-data` where only synthetic pictures are here: the model has not learnt from them
 */
export async function collectExplain({
  root,
  say,
  machine,
  date,
  progress,
  clock,
}: CollectExplainContext): Promise<ExplainCost[]> {
  const data = await openFashionMnist({root, progress});
  if (data.synthetic) {
    throw new LookbookError("bad-data", "explain: expected Fashion-MNIST, got synthetic pictures");
  }
  const engine = await openEngine("wasm");
  const {model, card} = await loadRegistered(undefined, registryPlace(root));
  try {
    const set = subset(data.test, pictures, "explain");
    const classIndices = (await askModel(model, set)).yPred;
    const rows: ExplainCost[] = [];
    for (const {method, samples, isDefault} of tried()) {
      const maps: Float32Array[] = [];
      const times: {wall: number; cpu: number}[] = [];
      // Not counted: the first pass of a method compiles code and takes memory that later ones find ready.
      await method.explain(model, set.images, {classIndices, seed: seeds[0]!});
      const passes = await countPasses(model, async () => {
        for (const seed of seeds) {
          const [wall, cpu] = [clock.wall(), clock.cpu()];
          maps.push(await method.explain(model, set.images, {classIndices, seed}));
          times.push({wall: clock.wall() - wall, cpu: clock.cpu() - cpu});
        }
      });
      const stabilities = [...rankAgreement(maps, set)];
      const perPicture = (milliseconds: readonly number[]): number => quantile(milliseconds, 0.5) / 1000 / set.count;
      const explained = set.count * seeds.length;
      rows.push({
        method: method.name,
        title: method.title,
        samples,
        isDefault,
        pictures: set.count,
        seeds: seeds.length,
        passes: {forward: passes.forward / explained, backward: passes.backward / explained},
        seconds: {wall: perPicture(times.map(({wall}) => wall)), cpu: perPicture(times.map(({cpu}) => cpu))},
        stabilities,
        stability: mean(stabilities),
        model: `${card.name} ${card.version}`,
        engine: `${engine.name} ${engine.version}`,
        machine,
        date,
        node: process.version,
      });
      const {title, seconds, stability} = rows.at(-1)!;
      const asked = samples === null ? "" : `, ${samples} samples`;
      say(`${title}${asked}: ${(1000 * seconds.cpu).toFixed(0)} ms a picture, stability ${stability.toFixed(3)}`);
    }
    return rows;
  } finally {
    model.dispose();
  }
}

const pictures = 10;
const seeds = [1, 2, 3];
const sampleCounts = [64, 128, usualSamples, 512, 1024];

interface Trial {
  readonly method: ExplanationMethod;
  readonly samples: number | null;
  readonly isDefault: boolean;
}

/** All methods with their defaults, and those that draw with other numbers of samples, too. */
function tried(): Trial[] {
  const sampling = {lime, "kernel-shap": kernelShap};
  return explainers.flatMap((method): Trial[] => {
    const explain = sampling[method.name as keyof typeof sampling];
    if (!explain) return [{method, samples: null, isDefault: true}];
    return sampleCounts.map((samples) => ({
      method: {...method, explain: (model, images, options) => explain(model, images, {...options, samples})},
      samples,
      isDefault: samples === usualSamples,
    }));
  });
}
