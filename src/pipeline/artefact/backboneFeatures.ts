import {join} from "node:path";
import {hashCode} from "../../core/code.js";
import {LookbookError} from "../../core/errors.js";
import {hashOf, sha256} from "../../core/hash.js";
import {findProject, libraryRoot} from "../../core/paths.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import type {RungName} from "../engine/engine.js";
import {type Extractor, openExtractor} from "../model/extractor.js";
import type {Model} from "../model/model.js";
import {assertPixelRange} from "../model/pixelRange.js";
import {openFeatureCache} from "./featureCache.js";

/** Options for {@link backboneFeatures}. */
export interface BackboneFeaturesOptions {
  /** The layer whose output is kept: `avg_pool`, or the input of a block. */
  readonly layer: string;
  /** An earlier layer, whose features the set holds in the place of pictures: what was computed once need not be so again. */
  readonly from?: string;
  /** "onnx" is fastest, and its bits depend on the processor; "wasm" has the same bits everywhere. */
  readonly engine: RungName;
  /** Threads; defaults to 1. They change no bit. */
  readonly workers?: number;
  /** Where features are kept; defaults to `data/processed/features` of the project. */
  readonly folder?: string;
  /** False computes them anew; defaults to whether the environment's `LOOKBOOK_NO_CACHE` is unset, as `build --no-cache` sets it. */
  readonly reuse?: boolean;
  /** Pictures that are kept as one; what is stopped goes on behind the last of them. Defaults to 1024. */
  readonly chunk?: number;
  /** Bytes of features at most, all of which lie in memory; defaults to 4 GiB. */
  readonly limit?: number;
  readonly progress?: ProgressFactory;
  /** Stops between two batches with an `interrupted` error. */
  readonly signal?: AbortSignal;
}

/**
 * What a frozen part of a model makes of pictures: computed once, kept on disk under a hash of layers, weights (the resizing's among
 * them), pictures, engine and its code, and read a second time; after an interrupt it goes on behind the last finished chunk.
 * @returns the set with features in the place of pictures, [count, height, width, channels], in memory that threads can share
 * @throws LookbookError `bad-data` for pictures that are not grey levels from 0 to 255, `interrupted`, `bad-option` for an unknown layer
 * or more than `limit`, `no-engine`, `disk`
 */
export async function backboneFeatures(
  model: Model,
  set: ExampleSet,
  options: BackboneFeaturesOptions,
): Promise<ExampleSet> {
  const {layer, from, engine, workers = 1, limit = 4 * 2 ** 30} = options;
  if (from === undefined) assertPixelRange(set.images, `the ${set.name} set`);
  const extractor = await openExtractor(model, {layer, engine, workers, ...(from !== undefined && {from})});
  try {
    const [height, width, channels] = extractor.outputShape;
    const bytes = 4 * set.count * height * width * channels;
    if (bytes > limit) {
      throw new LookbookError(
        "bad-option",
        `features of ${set.count} pictures at ${layer}, ${height} x ${width} x ${channels} floats each, take ${Math.ceil(bytes / 2 ** 20)} MiB, more than the limit of ${Math.floor(limit / 2 ** 20)} MiB; cut at a later layer, resize to fewer pixels or take fewer pictures`,
      );
    }
    const images = new Float32Array(new SharedArrayBuffer(bytes));
    await fill(images, extractor, set, options);
    return {...set, images, height, width, channels};
  } finally {
    await extractor.dispose();
  }
}

async function fill(
  images: Float32Array,
  extractor: Extractor,
  set: ExampleSet,
  {layer, engine, signal, folder, chunk = 1024, progress = silent, reuse = mayReuse()}: BackboneFeaturesOptions,
): Promise<void> {
  const {buffer, byteOffset, byteLength} = set.images;
  const description = {
    what: extractor.name,
    network: extractor.hash,
    engine,
    code: hashCode([engine === "onnx" ? "pipeline/engine/onnx" : "pipeline/engine"], join(libraryRoot(), "dist")),
    pictures: sha256(new Uint8Array(buffer, byteOffset, byteLength)),
    chunk,
  };
  const place = folder ?? join(findProject(process.cwd()).data, "processed", "features");
  const cache = await openFeatureCache(join(place, hashOf(description).slice(0, 16)), description);
  const [size, pictureSize] = [images.length / set.count, set.images.length / set.count];
  const line = progress(`features at ${layer}`, "pictures");
  try {
    for (let start = 0; start < set.count; start += chunk) {
      const end = Math.min(set.count, start + chunk);
      const target = images.subarray(start * size, end * size);
      if (!(reuse && (await cache.read(start / chunk, target)))) {
        const told: ProgressFactory = () => ({
          update: (done) => line.update(start + done, set.count),
          end: () => undefined,
        });
        const pictures = set.images.subarray(start * pictureSize, end * pictureSize);
        target.set(await extractor.run(pictures, {progress: told, ...(signal && {signal})}));
        await cache.write(start / chunk, target);
      }
      line.update(end, set.count);
    }
    line.end();
  } catch (thrown) {
    line.end("stopped");
    throw thrown;
  }
}

function mayReuse(): boolean {
  return process.env["LOOKBOOK_NO_CACHE"] === undefined;
}
