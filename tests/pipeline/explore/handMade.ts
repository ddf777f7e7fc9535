import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";

/** Pictures of 1 x 4 pixels, written out. */
export function handMade(rows: readonly {readonly label: number; readonly pixels: readonly number[]}[]): ImageSet {
  return {
    name: "train",
    images: Uint8Array.from(rows.flatMap(({pixels}) => pixels)),
    labels: Uint8Array.from(rows, ({label}) => label),
    count: rows.length,
    height: 1,
    width: 4,
    channels: 1,
    classNames: ["Hat", "Scarf", "Glove"],
  };
}
