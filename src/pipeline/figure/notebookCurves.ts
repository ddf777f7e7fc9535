import {hostOutput} from "../../core/hostOutput.js";
import {escapeHtml} from "../../core/html.js";
import {toCarrier} from "../../core/payload.js";
import type {EpochRecord, EpochReport} from "../training/history.js";
import type {Display} from "./chapter.js";
import {epochText} from "./epochText.js";
import {seriesColours} from "./theme.js";

/**
 * Learning curves under a cell while it trains: `onEpoch: notebookCurves(tslab.newDisplay())` in the options of `train`, with a display
 * of its own, which each epoch draws over. What it draws follows from the records alone, without a clock. In a build it draws nothing:
 * a training that is loaded has no epochs to show, and the notebook would depend on whether it was.
 */
export function notebookCurves(display: Display): (report: EpochReport) => void {
  if (hostOutput()) return () => undefined;
  // As a payload that publishes nothing: should the notebook become a report all the same, this is not a figure of it.
  return (report) => display.html(toCarrier({kind: "values", values: {}}, curvesMarkup(report)));
}

/** Loss and accuracy by epoch, training dashed, validation solid, the best epoch marked; as SVG in the colours around it. */
function curvesMarkup(report: EpochReport): string {
  const text = escapeHtml(epochText(report));
  const loss = panel(report, {
    title: "loss",
    pick: (record) => [record.trainLoss, record.validationLoss],
    label: (value) => value.toPrecision(3),
  });
  const accuracy = panel(report, {
    title: "accuracy",
    pick: (record) => [record.trainAccuracy, record.validationAccuracy],
    label: (value) => `${(100 * value).toFixed(1)} %`,
  });
  const {width, height} = size;
  return `<svg role="img" aria-label="${text}" viewBox="0 0 ${2 * width} ${height}" style="width:100%;max-width:${2 * width}px;height:auto;font:12px system-ui,sans-serif">${loss}<g transform="translate(${width} 0)">${accuracy}</g></svg><p style="font-size:.9em;opacity:.8;white-space:pre-wrap">${text}  (dashed: training, solid: validation)</p>`;
}

const size = {width: 370, height: 210, left: 58, right: 12, top: 26, bottom: 26} as const;

interface Panel {
  readonly title: string;
  /** On the training and on the validation set. */
  readonly pick: (record: EpochRecord) => readonly [number, number];
  readonly label: (value: number) => string;
}

function panel({records, bestEpoch, epochs}: EpochReport, {title, pick, label}: Panel): string {
  const {width, height, left, right, top, bottom} = size;
  const values = records.flatMap(pick);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (epoch: number): number => left + ((epoch - 1) / Math.max(1, epochs - 1)) * (width - left - right);
  const y = (value: number): number =>
    high === low ? height / 2 : top + ((high - value) / (high - low)) * (height - top - bottom);
  const line = (which: 0 | 1): string => {
    const points = records.map((record) => `${round(x(record.epoch))},${round(y(pick(record)[which]))}`).join(" ");
    const dash = which === 0 ? ' stroke-dasharray="5 4"' : "";
    return `<polyline points="${points}" fill="none" stroke="${colours[which]}" stroke-width="2"${dash}/>`;
  };
  const text = (at: readonly [number, number], content: string, anchor: "start" | "end"): string =>
    `<text x="${at[0]}" y="${round(at[1])}" text-anchor="${anchor}">${content}</text>`;
  const [base, best] = [height - bottom, records[bestEpoch - 1]!];
  return [
    `<g fill="currentColor" stroke="none">`,
    text([left, top - 10], title, "start"),
    text([left - 8, y(high) + 4], label(high), "end"),
    high === low ? "" : text([left - 8, y(low) + 4], label(low), "end"),
    text([left, height - 8], "epoch 1", "start"),
    epochs > 1 ? text([width - right, height - 8], String(epochs), "end") : "",
    "</g>",
    `<path d="M${left} ${top}V${base}H${width - right}" fill="none" stroke="currentColor" opacity="0.4"/>`,
    line(0),
    line(1),
    `<circle cx="${round(x(best.epoch))}" cy="${round(y(pick(best)[1]))}" r="4.5" fill="${colours[1]}"/>`,
  ].join("");
}

/** Training, validation. */
const colours = [seriesColours[2]!, seriesColours[1]!] as const;

function round(pixels: number): string {
  return pixels.toFixed(1);
}
