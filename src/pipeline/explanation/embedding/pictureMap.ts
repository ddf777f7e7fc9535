import {sha256} from "../../../core/hash.js";
import type {ProgressFactory} from "../../../core/progress.js";
import {permutation, seeded} from "../../../core/random.js";
import {currentEngine} from "../../engine/openEngine.js";
import type {Model} from "../../model/model.js";
import {networkOf} from "../../model/network.js";
import {weightsHash} from "../../model/weights.js";
import {type KeepOptions, kept} from "./kept.js";
import {type Neighbours, nearestOf, nearestPoints} from "./nearest/nearestPoints.js";
import {penultimateFeatures} from "./penultimate.js";
import {type Points, pointsAt} from "./points.js";
import {type MapQuality, mapQuality} from "./quality.js";
import {type TsnePlane, tsne} from "./tsne/tsne.js";
import {umap} from "./umap/umap.js";

/** Pictures as a network sees them. */
export interface PictureMap {
  /** What goes into the network's last layer, a point for each picture. */
  readonly features: Points;
  /** The ten nearest of each point, fewer where there are not as many. */
  readonly neighbours: Neighbours;
  readonly tsne: TsnePlane & {readonly quality: MapQuality};
  readonly umap: {readonly places: Float64Array; readonly quality: MapQuality};
}

/** Options for {@link pictureMap} and {@link knownNeighbours}. */
export interface PictureMapOptions extends KeepOptions {
  /** Draws what UMAP pushes away, and the points by which maps are judged; defaults to 0. */
  readonly seed?: number | string;
  /** Threads for features and neighbours; 0 computes on the calling thread. Defaults to 0. They change no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  /** Stops it between two batches, blocks or rounds. */
  readonly signal?: AbortSignal;
}

/** Points by which a map is judged, at most: among all others, which for ten thousand takes a second. */
const mostJudged = 1000;
/** Of UMAP: dots that can be told apart, at the price of somewhat looser neighbourhoods. */
const minimalDistance = 0.5;

/**
 * Lays pictures out by what a network makes of them: features, neighbours, t-SNE and UMAP, kept in `folder` so that a second call loads them.
 * @param images [count, height, width, channels], raw grey levels, at least 22 pictures; the engine has to be open
 * @throws LookbookError as the functions that it calls
 */
export async function pictureMap(
  model: Model,
  images: Uint8Array,
  options: PictureMapOptions = {},
): Promise<PictureMap> {
  const {seed = 0, folder, reuse, ...how} = options;
  const inputs = {...identityOf(model, images), seed};
  return kept("picture-map", inputs, keeping(folder, reuse), async () => {
    const features = await penultimateFeatures(model, images, how);
    const {count} = features;
    const near = await nearestPoints(features, {size: Math.min(90, count - 1), ...how});
    const plane = await tsne(features, {neighbours: near, ...how});
    const places = await umap(features, {neighbours: near, minimalDistance, seed, ...how});
    const rows = permutation(count, seeded(seed).fork("judged")).slice(0, mostJudged);
    const qualityOf = (values: Float64Array): MapQuality => mapQuality(features, {values, count, width: 2}, {rows});
    return {
      features,
      neighbours: nearestOf(near, Math.min(10, near.size)),
      tsne: {...plane, quality: qualityOf(plane.places)},
      umap: {places, quality: qualityOf(places)},
    };
  });
}

/** What {@link knownNeighbours} compares. */
export interface KnownNeighboursOptions extends PictureMapOptions {
  /** Pictures to choose from, such as those that the network learnt: [count, height, width, channels]. */
  readonly known: Uint8Array;
  /** Neighbours of each; defaults to 10. */
  readonly size?: number;
}

/**
 * The known pictures that are most like some others to a network: nearest in its features. Kept in `folder` as by {@link pictureMap}.
 * @param asked features of the others, as {@link pictureMap} gives them
 * @param rows which of them
 */
export async function knownNeighbours(
  model: Model,
  asked: Points,
  rows: ArrayLike<number>,
  {known, size = 10, folder, reuse, ...how}: KnownNeighboursOptions,
): Promise<Neighbours> {
  const points = pointsAt(asked, rows);
  const inputs = {...identityOf(model, known), asked: sha256(bytesOf(points.values as Float32Array)), size};
  return kept("known-neighbours", inputs, keeping(folder, reuse), async () => {
    const features = await penultimateFeatures(model, known, how);
    return nearestPoints(features, {asked: points, size, ...how});
  });
}

function identityOf(model: Model, images: Uint8Array): Record<string, unknown> {
  return {
    model: model.name,
    weights: weightsHash(networkOf(model)),
    pictures: sha256(images),
    engine: currentEngine()?.name,
  };
}

function keeping(folder: string | undefined, reuse: boolean | undefined): KeepOptions {
  return {...(folder !== undefined && {folder}), ...(reuse !== undefined && {reuse})};
}

function bytesOf({buffer, byteOffset, byteLength}: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
