import type {ImageSet} from "../dataset/imageSet.js";
import type {Fitted} from "./contender.js";

/** How a picture is shown to a network: as it is, or as it is and mirrored, with the mean of both logits as the answer. */
export type View = "single" | "flip";

/**
 * Logits of a set in each of the views.
 * @returns one array a view, in the order of `views`: [count, classCount], row-major
 */
export async function scoreViews(
  {score}: Pick<Fitted, "score">,
  set: ImageSet,
  views: readonly View[],
): Promise<Float32Array[]> {
  const single = await score(set.images);
  const flip = views.includes("flip") ? meanOf(single, await score(mirrored(set))) : single;
  return views.map((view) => (view === "flip" ? flip : single));
}

/** The pictures of a set, left and right exchanged; [count, height, width, channels]. */
export function mirrored({images, width, channels}: Pick<ImageSet, "images" | "width" | "channels">): Uint8Array {
  const turned = new Uint8Array(images.length);
  const line = width * channels;
  for (let start = 0; start < images.length; start += line) {
    for (let x = 0; x < width; x++) {
      const from = start + (width - 1 - x) * channels;
      turned.set(images.subarray(from, from + channels), start + x * channels);
    }
  }
  return turned;
}

function meanOf(first: Float32Array, second: Float32Array): Float32Array {
  return first.map((logit, i) => (logit + second[i]!) / 2);
}
