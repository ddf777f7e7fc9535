import type {PicturesPayload} from "../../core/payload.js";
import type {ImageSet} from "../dataset/imageSet.js";
import type {ClassSample} from "../explore/sampleByClass.js";
import {picturesFigure} from "./picturesFigure.js";

/** A row of pictures for each class; the first of a row names the class. */
export function sampleFigure(
  set: ImageSet,
  samples: readonly ClassSample[],
  {id = "sample"}: {readonly id?: string} = {},
): PicturesPayload {
  const columns = Math.max(...samples.map(({rows}) => rows.length));
  const shown = samples.flatMap(({rows, className}) =>
    rows.map((index, i) => (i === 0 ? {index, label: className} : {index})),
  );
  return picturesFigure(set, shown, {
    id,
    columns,
    caption: `${columns} pictures of each class, drawn at random from the ${set.count.toLocaleString("en-US")} pictures of the ${set.name} set.`,
    alt: `A grid of pictures, one row for each of the classes ${samples.map(({className}) => className).join(", ")}.`,
  });
}
