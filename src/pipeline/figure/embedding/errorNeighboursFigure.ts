import type {PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {ErrorCase} from "../../evaluation/worstErrors.js";
import type {ErrorNeighbours} from "../../explanation/embedding/reading/errorNeighbours.js";
import {inverted, pixelsAt, toPicture} from "../picture.js";

/** A wrong answer, with the known pictures nearest to it. */
export interface ErrorWithNeighbours {
  readonly error: ErrorCase;
  readonly near: ErrorNeighbours;
}

/** Options for {@link errorNeighboursFigure}. */
export interface ErrorNeighboursFigureOptions {
  readonly id: string;
  readonly caption: string;
  /** Neighbours of each; defaults to 4. */
  readonly shown?: number;
}

/**
 * Wrong answers, two in a row (one on a phone): the picture, and beside it the known pictures nearest to it. Labels that equal the picture's own are green, those
 * that equal the network's answer red.
 */
export function errorNeighboursFigure(
  asked: ImageSet,
  known: ImageSet,
  cases: readonly ErrorWithNeighbours[],
  {id, caption, shown = 4}: ErrorNeighboursFigureOptions,
): PicturesPayload {
  const pictures = cases.flatMap(({error, near}) => [
    toPicture(inverted(pixelsAt(asked, error.row)), {label: `${error.trueName}? ${error.predictedName}!`}),
    ...near.rows.slice(0, shown).map((row) => {
      const label = known.labels[row]!;
      const tone = label === error.yTrue ? "good" : label === error.yPred ? "bad" : undefined;
      return toPicture(inverted(pixelsAt(known, row)), {label: known.classNames[label]!, ...(tone && {tone})});
    }),
  ]);
  return {
    kind: "pictures",
    id,
    caption,
    alt: `${cases.length} test pictures that the network got wrong, each followed by the ${shown} training pictures nearest to them with their labels.`,
    columns: 2 * (shown + 1),
    pictures,
  };
}
