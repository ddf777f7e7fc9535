import {capital} from "../../../core/capital.js";
import type {TablePayload} from "../../../core/payload.js";
import type {ExplainCost} from "../../study/explain/explainCost.js";
import {table} from "../table.js";

/** Options for {@link explainCostTable}. */
export interface ExplainCostTableOptions {
  /** Defaults to `explain-cost`. */
  readonly id?: string;
  /** The model of the chapter, such as `se-resnet 1.0.0`: the caption warns where others were measured. */
  readonly model: string;
}

/** What the methods cost and how far they repeat themselves, each with its default options. */
export function explainCostTable(
  rows: readonly ExplainCost[],
  {id = "explain-cost", model}: ExplainCostTableOptions,
): TablePayload {
  const usual = rows.filter(({isDefault}) => isDefault);
  return table(
    usual.map(({title, passes, seconds, stability}) => ({
      title: capital(title),
      forward: passes.forward,
      backward: passes.backward,
      milliseconds: 1000 * seconds.cpu,
      stability,
    })),
    {
      id,
      caption: `What an explanation costs: pictures that go through the network for one picture, and those of them through which a gradient comes back; processor time; and how far other seeds give the same order of the superpixels (1: nothing is drawn by chance, or chance changes nothing). ${placesOf(usual).join(" ")}${warning(usual, model)}`,
      columns: {
        title: {name: "Method"},
        forward: {name: "Passes", format: "integer"},
        backward: {name: "With gradient", format: "integer"},
        milliseconds: {name: "Time per picture, ms", format: "fixed(0)"},
        stability: {name: "Stability", format: "fixed(2)"},
      },
    },
  );
}

function placesOf(rows: readonly ExplainCost[]): string[] {
  const sentences = rows.map(({pictures, seeds, date, engine, node, machine: {processor, system}}) =>
    [
      `Measured on ${date} on ${pictures} test pictures with ${seeds} seeds:`,
      `${processor}, one thread, ${system}; Node.js ${node.replace(/^v/, "")}, ${engine}.`,
    ].join(" "),
  );
  return [...new Set(sentences)];
}

function warning(rows: readonly ExplainCost[], model: string): string {
  const others = [...new Set(rows.map((row) => row.model))].filter((name) => name !== model);
  return others.length > 0 ? ` **Stale**: measured on ${others.join(", ")}, not on ${model}.` : "";
}
