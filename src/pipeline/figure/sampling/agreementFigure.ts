import {capital} from "../../../core/capital.js";
import type {PlotPayload} from "../../../core/payload.js";
import type {Agreement} from "../../explanation/sampling/agreement.js";
import {correlationMatrix} from "../correlationMatrix.js";

/** Two methods and how far they agree. */
interface Pair {
  readonly first: string;
  readonly second: string;
  readonly value: number;
}

/** Heat map of how far methods put the superpixels of pictures into the same order. */
export function agreementFigure(
  {titles, between, count}: Agreement,
  {id = "agreement"}: {readonly id?: string} = {},
): PlotPayload {
  const names = titles.map(capital);
  const pairs = names.flatMap((first, i) =>
    names.slice(i + 1).map((second, j): Pair => ({first, second, value: between[i]![i + 1 + j]!})),
  );
  const sorted = pairs.sort((a, b) => b.value - a.value);
  const say = ({first, second, value}: Pair): string => `${first} and ${second}, at ${written(value)}`;
  const [most, least] = [sorted[0], sorted.at(-1)];
  const extremes = most && least ? ` Most alike are ${say(most)}; least alike ${say(least)}.` : "";
  return {
    kind: "plot",
    id,
    caption: `How far the methods put the parts of a picture into the same order: Spearman's rank correlation over the superpixels that show anything, mean of ${count.toLocaleString("en-US")} pictures.${extremes}`,
    alt: `Matrix of rank correlations between ${names.length} methods.${extremes}`,
    height: 470,
    ...correlationMatrix(names, between, written),
  };
}

/** With a minus sign, but none before 0. */
function written(value: number): string {
  const digits = Math.abs(value).toFixed(2);
  return value < 0 && Number(digits) > 0 ? `\u2212${digits}` : digits;
}
