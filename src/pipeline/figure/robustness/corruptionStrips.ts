import type {PicturesPayload} from "../../../core/payload.js";
import type {CorruptionExample} from "../../study/robustness/corruptionExamples.js";
import {inverted, pixelsAt, toPicture} from "../picture.js";

/** A picture under each corruption, strength by strength, with the answer to it. */
export function corruptionStrips(
  examples: readonly CorruptionExample[],
  {id = "corruptions", caption}: {readonly id?: string; readonly caption: string},
): PicturesPayload {
  const columns = Math.max(1, ...examples.map(({answers}) => answers.length));
  return {
    kind: "pictures",
    id,
    caption,
    columns,
    alt: `A strip of pictures for each corruption, from mild to strong. ${examples.map(describe).join(" ")}`,
    pictures: examples.flatMap((example) =>
      example.answers.map(({strength, name, confidence, isRight}, i) => {
        const {title, sign} = example.corruption;
        const how = i === 0 ? `${title}, none` : `${strength}${sign}`;
        return toPicture(inverted(pixelsAt(example, i)), {
          label: `${how}: ${name}, ${Math.round(100 * confidence)} %`,
          tone: isRight ? "good" : "bad",
        });
      }),
    ),
  };
}

function describe({corruption: {title, sign}, trueName, answers}: CorruptionExample): string {
  const first = answers.find(({isRight}) => !isRight);
  const fate = first ? `is called ${first.name} from ${first.strength}${sign} on` : "is recognised throughout";
  return `${title}: a picture of the class ${trueName} ${fate}.`;
}
