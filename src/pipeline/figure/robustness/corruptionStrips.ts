import type {PicturesPayload} from "../../../core/payload.js";
import type {CorruptionExample} from "../../study/robustness/corruptionExamples.js";
import {inverted, pixelsAt, toPicture} from "../picture.js";

/** Strengths shown of each: as many as a phone has room for in a row. */
const shown = 5;

/** A picture under each corruption, as it is and at the strongest strengths, with the answers to it; two corruptions a row, one on a phone. */
export function corruptionStrips(
  examples: readonly CorruptionExample[],
  {id = "corruptions", caption}: {readonly id?: string; readonly caption: string},
): PicturesPayload {
  return {
    kind: "pictures",
    id,
    caption,
    columns: 2 * shown,
    alt: `A strip of pictures for each corruption, from mild to strong. ${examples.map(describe).join(" ")}`,
    pictures: examples.flatMap((example) => {
      const all = [...example.answers.entries()];
      return [...all.slice(0, 1), ...all.slice(1).slice(1 - shown)].map(
        ([i, {strength, name, confidence, isRight}]) => {
          const {title, sign} = example.corruption;
          const how = i === 0 ? title : `${strength}${sign}`;
          return toPicture(inverted(pixelsAt(example, i)), {
            label: `${how}: ${name}, ${Math.round(100 * confidence)}\u00a0%`,
            tone: isRight ? "good" : "bad",
          });
        },
      );
    }),
  };
}

function describe({corruption: {title, sign}, trueName, answers}: CorruptionExample): string {
  const first = answers.find(({isRight}) => !isRight);
  const fate = first ? `is called ${first.name} from ${first.strength}${sign} on` : "is recognised throughout";
  return `${title}: a picture of the class ${trueName} ${fate}.`;
}
