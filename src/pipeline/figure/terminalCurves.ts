import {type ProgressFactory, progressTo} from "../../core/progress.js";
import {textChart} from "../../core/textChart.js";
import type {EpochReport} from "../training/history.js";
import {epochText, figuresText} from "./epochText.js";

/** What shows a training while it runs: both belong into the options of `train`. */
export interface LiveTraining {
  readonly progress: ProgressFactory;
  readonly onEpoch: (report: EpochReport) => void;
}

/** A stream such as `process.stderr`. */
export interface TextStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  /** Of a terminal. */
  readonly columns?: number;
  readonly rows?: number;
}

/** Options for {@link terminalCurves}. */
export interface TerminalCurvesOptions {
  /** Defaults to `process.stderr`. */
  readonly stream?: TextStream;
  /** Whether to colour; defaults to whether the environment has no `NO_COLOR` and no `TERM=dumb`. */
  readonly coloured?: boolean;
  /** Milliseconds, monotonic; defaults to the machine's clock. */
  readonly now?: () => number;
}

/**
 * Learning curves on a terminal: beneath the progress line a chart of training and validation loss, redrawn in place after each epoch,
 * which stays when the training ends. Where the stream is no terminal, or a small one, a line an epoch instead.
 */
export function terminalCurves({
  stream = process.stderr,
  coloured = !process.env["NO_COLOR"] && process.env["TERM"] !== "dumb",
  now = () => performance.now(),
}: TerminalCurvesOptions = {}): LiveTraining {
  const isTerminal = stream.isTTY === true;
  const columns = (): number => stream.columns ?? 80;
  /** Lines of the chart that stands beneath the cursor. */
  let beneath = 0;
  const open = progressTo({write: (text) => void stream.write(text), now, isTerminal, columns});
  return {
    progress: (task, unit) => {
      const line = open(task, unit);
      return {
        update: line.update,
        end: (note) => {
          line.end(note);
          stream.write("\n".repeat(beneath)); // past the chart, which stays
          beneath = 0;
        },
      };
    },
    onEpoch: (report) => {
      const chart =
        isTerminal && (stream.rows ?? 24) > 16 && columns() >= 40 ? chartOf(report, columns(), coloured) : [];
      if (chart.length === 0) {
        stream.write(`${isTerminal ? clearLine : ""}${epochText(report)}\n`);
        return;
      }
      // The cursor waits in the progress line; the chart is written beneath it, and the cursor goes back.
      stream.write(`${chart.map((text) => `\n${clearLine}${text}`).join("")}\u001b[${chart.length}A\r`);
      beneath = chart.length;
    },
  };
}

const clearLine = "\r\u001b[2K";

function chartOf(report: EpochReport, columns: number, coloured: boolean): string[] {
  const {records, epochs} = report;
  const series = [
    {name: "training loss", values: records.map((record) => record.trainLoss), stroke: "dotted", colour: 36},
    {name: "validation loss", values: records.map((record) => record.validationLoss), stroke: "solid", colour: 35},
  ] as const;
  const width = Math.min(columns - 1, 76);
  const chart = textChart(series, {columns: width, steps: epochs, step: "epoch", coloured});
  return chart.length === 0 ? [] : [...chart, bestOf(report).slice(0, width)];
}

function bestOf({records, bestEpoch}: EpochReport): string {
  const {validationLoss, validationAccuracy} = records[bestEpoch - 1]!;
  return `best so far: epoch ${bestEpoch}, validation ${figuresText(validationLoss, validationAccuracy)}`;
}
