import type {RecordedMeasurement} from "../../core/measurement.js";
import type {TablePayload} from "../../core/payload.js";
import {table} from "./table.js";

/** Options for {@link measurementTable}. */
export interface MeasurementTableOptions {
  /** Defaults to `measurements`. */
  readonly id?: string;
  /** What the table shows, in Markdown; when, where and with what it was measured is added. */
  readonly caption: string;
}

/**
 * Recorded measurements with median and quartiles. The caption says on which machine and day they were made, and warns of those that
 * have become stale.
 */
export function measurementTable(
  measurements: readonly RecordedMeasurement[],
  {id = "measurements", caption}: MeasurementTableOptions,
): TablePayload {
  const rows = measurements.map(({title, unit, median, lower, upper, samples}) => ({
    title,
    median,
    lower,
    upper,
    unit,
    rounds: samples.length,
  }));
  return table(rows, {
    id,
    caption: [caption, ...placesOf(measurements), ...warningsOf(measurements)].join(" "),
    columns: {
      title: {name: "Measurement"},
      median: {name: "Median"},
      lower: {name: "Lower quartile"},
      upper: {name: "Upper quartile"},
      unit: {name: "Unit"},
      rounds: {name: "Rounds", format: "integer"},
    },
  });
}

/** One sentence for each day, machine and set of versions. */
function placesOf(measurements: readonly RecordedMeasurement[]): string[] {
  const sentences = measurements.map(({date, machine: {processor, cores, memory, system}, versions}) => {
    const gibibytes = Math.round(memory / 2 ** 30);
    const {node = "of an unknown version", engine} = versions;
    const tools = [`Node.js ${node.replace(/^v/, "")}`, ...(engine === undefined ? [] : [engine])].join(", ");
    return `Measured on ${date}: ${processor}, ${cores} ${cores === 1 ? "core" : "cores"}, ${gibibytes} GiB of memory, ${system}; ${tools}.`;
  });
  return [...new Set(sentences)];
}

function warningsOf(measurements: readonly RecordedMeasurement[]): string[] {
  return measurements.flatMap(({title, stale}) =>
    stale.length > 0 ? [`**Stale**: since “${title}” was measured, ${stale.join(", and ")}.`] : [],
  );
}
