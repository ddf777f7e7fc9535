import type {PlotPayload, PlotTrace, TablePayload} from "../../../core/payload.js";
import {mean} from "../../../core/statistics.js";
import type {RemovalCurve} from "../../explanation/trial/removal.js";
import type {RemovalResult, RemovalScore} from "../../explanation/trial/removalTrial.js";
import {table} from "../table.js";
import {dotRows} from "./dotRows.js";
import {controlColour, methodColour} from "./methodColour.js";

/** Options for the figures of removal. */
export interface RemovalFigureOptions {
  readonly caption: string;
  /** Names of the results that know nothing of the network; they are drawn in grey. */
  readonly controls: readonly string[];
  readonly id?: string;
}

/** Mean probability of the class against the share of pixels taken out (left) and put in (right), with the areas under the curves in the legend. */
export function removalFigure(
  results: readonly RemovalResult[],
  {caption, controls, id = "removal"}: RemovalFigureOptions,
): PlotPayload {
  const colours = coloursOf(results, controls);
  const panels = [
    {of: ({deletion}: RemovalResult) => deletion, x: "x", y: "y"},
    {of: ({insertion}: RemovalResult) => insertion, x: "x2", y: "y2"},
  ] as const;
  const areas = results.map(
    ({title, deletion, insertion}) => `${title}: ${area(deletion)} taken out, ${area(insertion)} put in`,
  );
  return {
    kind: "plot",
    id,
    caption,
    alt: `Probability of the class as pixels go or come, the most relevant first; areas under the curves: ${areas.join("; ")}.`,
    height: 400,
    data: panels.flatMap(({of, x, y}) =>
      results.map((result, i) => line(of(result), {result, colour: colours[i]!, x, y})),
    ),
    layout: {
      grid: {rows: 1, columns: 2, pattern: "independent"},
      xaxis: {title: {text: "share of pixels taken out"}, tickformat: ".0%", range: [0, 1]},
      xaxis2: {title: {text: "share of pixels put in"}, tickformat: ".0%", range: [0, 1]},
      yaxis: {title: {text: "probability of the class"}, tickformat: ".0%", range: [0, 1.02], automargin: true},
      yaxis2: {tickformat: ".0%", range: [0, 1.02], automargin: true},
      legend: {orientation: "h", y: 1.18},
    },
  };
}

/** The areas of all methods with their intervals. */
export function removalAreaFigure(
  scores: readonly RemovalScore[],
  {caption, controls, id = "removal-areas"}: RemovalFigureOptions,
): PlotPayload {
  const colours = coloursOf(scores, controls);
  return dotRows(
    scores.map(({title, deletion, insertion}, i) => ({
      label: title,
      color: colours[i]!,
      filled: insertion,
      hollow: deletion,
    })),
    {
      id,
      caption,
      alt: `One line a method: ${scores.map(({title, deletion, insertion}) => `${title}, insertion ${insertion.value.toFixed(2)}, deletion ${deletion.value.toFixed(2)}`).join("; ")}.`,
      filled: "insertion (large is good)",
      hollow: "deletion (small is good)",
      axis: "area under the curve",
      range: [0, 1],
      format: ".2f",
    },
  );
}

/** What each method gains over a control, with intervals. */
export function removalTable(
  scores: readonly RemovalScore[],
  {caption, id = "removal-gains"}: {readonly caption: string; readonly id?: string},
): TablePayload {
  return table(
    scores.map(({title, insertion, deletion, insertionGain, deletionGain}) => ({
      method: title,
      insertion: insertion.value,
      insertionGain,
      deletion: deletion.value,
      deletionGain,
    })),
    {
      id,
      caption,
      columns: {
        insertion: {format: "fixed(2)"},
        insertionGain: {name: "gain", format: "signed(2)"},
        deletion: {format: "fixed(2)"},
        deletionGain: {name: "gain", format: "signed(2)"},
      },
    },
  );
}

interface LineLook {
  readonly result: RemovalResult;
  readonly colour: string;
  readonly x: string;
  readonly y: string;
}

function line({shares, probabilities}: RemovalCurve, {result, colour, x, y}: LineLook): PlotTrace {
  const count = probabilities.length / shares.length;
  const means = shares.map((_, step) => {
    const column = Float64Array.from({length: count}, (__, row) => probabilities[row * shares.length + step]!);
    return rounded(mean(column));
  });
  const {title} = result;
  const isControl = colour === controlColour;
  return {
    type: "scatter",
    mode: "lines",
    name: `${title} ${area(result.deletion)} / ${area(result.insertion)}`,
    showlegend: x === "x",
    legendgroup: title,
    x: shares.map(rounded),
    y: means,
    line: {color: colour, width: isControl ? 1.5 : 2.2, dash: isControl ? "dot" : "solid"},
    hovertemplate: `${title}, %{x:.0%} of the pixels: %{y:.1%}<extra></extra>`,
    xaxis: x,
    yaxis: y,
  };
}

function coloursOf(all: readonly {readonly name: string}[], controls: readonly string[]): string[] {
  const methods = all.filter(({name}) => !controls.includes(name));
  return all.map((each) => (controls.includes(each.name) ? controlColour : methodColour(methods.indexOf(each))));
}

function area({areas}: RemovalCurve): string {
  return mean(areas).toFixed(2);
}

/** Fewer digits, and so a smaller page. */
function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
