import {describe, expect, it} from "vitest";
import type {Engine} from "../../../src/pipeline/engine/engine.js";
import {publishEngine} from "../../../src/pipeline/figure/publishEngine.js";

function published(engine: Pick<Engine, "name" | "bitReproducible">): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  const publish = (path: string, value: unknown): void => {
    values[path] = value;
  };
  publishEngine({publish}, {...engine, version: "1.0", description: "an engine", attempts: []});
  return values;
}

describe("publishEngine(chapter, engine)", () => {
  it("names an engine whose bits are the same everywhere by its name alone", () => {
    expect(published({name: "wasm", bitReproducible: true})["provenance.engine"]).toEqual({
      name: "wasm",
      version: "1.0",
      "bit-reproducible": "yes",
    });
  });

  it("says on the cover and on the provenance page that a native engine's bits depend on the machine", () => {
    expect(published({name: "onnx", bitReproducible: false})["provenance.engine"]).toEqual({
      name: "onnx (not bit-reproducible)",
      version: "1.0",
      "bit-reproducible": "no: its bits depend on the machine",
    });
  });
});
