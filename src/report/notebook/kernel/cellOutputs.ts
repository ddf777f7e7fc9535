import type {DisplayOutput, MimeBundle, Output} from "../nbformat.js";

interface OpenStream {
  readonly output_type: "stream";
  readonly name: "stdout" | "stderr";
  readonly chunks: string[];
}

/** One display call. */
export interface Shown {
  readonly data: MimeBundle;
  readonly displayId?: string | undefined;
  /** Replaces what the same id showed before, in whichever cell that was. */
  readonly update: boolean;
}

/** Collects the outputs of all cells in order; consecutive chunks of one stream become one output. */
export class CellOutputs {
  readonly #cells = new Map<number, (OpenStream | DisplayOutput)[]>();
  readonly #displays = new Map<string, {readonly outputs: (OpenStream | DisplayOutput)[]; readonly index: number}>();

  stream(cell: number, name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    const outputs = this.#open(cell);
    const last = outputs.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.chunks.push(text);
    else outputs.push({output_type: "stream", name, chunks: [text]});
  }

  display(cell: number, {data, displayId, update}: Shown): void {
    const output: DisplayOutput = {output_type: "display_data", data, metadata: {}};
    const earlier = update && displayId !== undefined ? this.#displays.get(displayId) : undefined;
    if (earlier) {
      earlier.outputs[earlier.index] = output;
      return;
    }
    const outputs = this.#open(cell);
    outputs.push(output);
    if (displayId !== undefined) this.#displays.set(displayId, {outputs, index: outputs.length - 1});
  }

  of(cell: number): readonly Output[] {
    return (this.#cells.get(cell) ?? []).map((output) =>
      output.output_type === "stream"
        ? {output_type: "stream", name: output.name, text: output.chunks.join("")}
        : output,
    );
  }

  #open(cell: number): (OpenStream | DisplayOutput)[] {
    const outputs = this.#cells.get(cell) ?? [];
    this.#cells.set(cell, outputs);
    return outputs;
  }
}
