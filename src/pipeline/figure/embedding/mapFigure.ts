import type {PlotPayload, PlotTrace} from "../../../core/payload.js";
import {quantile} from "../../../core/statistics.js";
import type {Predictions} from "../../evaluation/predictions.js";
import {classColours} from "../theme.js";

/** Options for {@link mapFigure}. */
export interface MapFigureOptions {
  readonly id: string;
  readonly caption: string;
  readonly alt: string;
  /** The picture of each row, or the figure that has them. */
  readonly hoverPictures?: PlotPayload["hoverPictures"];
  /** CSS pixels; defaults to 480. */
  readonly height?: number;
}

/**
 * A map of pictures: a dot each, in the colour of its class, whose name stands where half of its dots lie to each side. Wrong answers are ringed.
 * @param places [count, 2], in the order of the answers
 */
export function mapFigure(
  places: ArrayLike<number>,
  answers: Pick<Predictions, "yTrue" | "yPred" | "classNames" | "count">,
  {id, caption, alt, hoverPictures, height = 480}: MapFigureOptions,
): PlotPayload {
  const {yTrue, yPred, classNames, count} = answers;
  const rows = Array.from({length: count}, (_, row) => row);
  const right = classNames.map((_, label) => rows.filter((row) => yTrue[row] === label && yPred[row] === label));
  const wrong = classNames.map((_, label) => rows.filter((row) => yTrue[row] === label && yPred[row] !== label));
  // Fewer dots are larger.
  const size = Math.round(25 * Math.min(2, Math.max(1, (10_000 / count) ** 0.25))) / 10;
  const dot = {symbol: "circle", size};
  const dots = right.map((own, label) => trace(places, own, classNames[label]!, {...dot, color: colourOf(label)}));
  const rings = wrong.map(
    (own, label): PlotTrace => ({
      ...trace(places, own, `${classNames[label]}, answered wrongly`, {
        ...dot,
        color: colourOf(label),
        size: dot.size + 1.3,
        line: {color: "#000000", width: 0.6},
      }),
      text: own.map((row) => `${classNames[label]}, answered ${classNames[yPred[row]!]}`),
      hovertemplate: "%{text}<extra></extra>",
    }),
  );
  const hidden = {visible: false, showgrid: false, zeroline: false};
  return {
    kind: "plot",
    id,
    caption,
    alt,
    height,
    data: [...dots, ...rings].filter(({x}) => (x as readonly number[]).length > 0),
    layout: {
      xaxis: {...hidden, range: rangeOf(places, 0)},
      yaxis: {...hidden, range: rangeOf(places, 1), scaleanchor: "x"},
      margin: {l: 4, r: 4, t: 4, b: 4},
      showlegend: false,
      hovermode: "closest",
      annotations: classNames.flatMap((name, label) =>
        nameOf(
          name,
          places,
          rows.filter((row) => yTrue[row] === label),
        ),
      ),
    },
    ...(hoverPictures && {hoverPictures}),
  };
}

function colourOf(label: number): string {
  return classColours[label % classColours.length]!;
}

function trace(places: ArrayLike<number>, rows: readonly number[], name: string, marker: object): PlotTrace {
  const coordinate = (axis: 0 | 1): number[] => rows.map((row) => hundredths(places[2 * row + axis]!));
  return {
    type: "scatter",
    mode: "markers",
    name,
    x: coordinate(0),
    y: coordinate(1),
    customdata: rows,
    marker,
    hovertemplate: `${name}<extra></extra>`,
  };
}

/** Of all places on an axis, with a little room; never without extent. */
function rangeOf(places: ArrayLike<number>, axis: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < places.length; i += 2) [low, high] = [Math.min(low, places[i]!), Math.max(high, places[i]!)];
  const room = low < high ? 0.02 * (high - low) : 1;
  return low <= high ? [hundredths(low - room), hundredths(high + room)] : [0, 1];
}

function hundredths(value: number): number {
  return Math.round(100 * value) / 100;
}

/** A class's name at the medians of its points; none for a class without points. */
function nameOf(name: string, places: ArrayLike<number>, rows: readonly number[]): object[] {
  if (rows.length === 0) return [];
  const [x, y] = [0, 1].map((axis) =>
    quantile(
      rows.map((row) => places[2 * row + axis]!),
      0.5,
    ),
  ) as [number, number];
  const paper = "rgba(255,255,255,0.7)";
  return [{x, y, text: `<b>${name}</b>`, showarrow: false, bgcolor: paper, borderpad: 1, font: {size: 12}}];
}
