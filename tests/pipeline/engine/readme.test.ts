import {readFileSync} from "node:fs";
import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";

const readme = readFileSync("src/pipeline/engine/README.md", "utf8");
/** Where a kernel of ours may come from, as the table says it. */
const ways = ["composition", "heap views", "SIMD loop", "the backend's, mended"];

type Functions = Map<string, unknown>;
let shipped: {readonly kernels: Functions; readonly gradients: Functions};
let ours: {readonly kernels: Functions; readonly gradients: Functions};

beforeAll(async () => {
  await import("@tensorflow/tfjs-backend-wasm");
  await import("@tensorflow/tfjs-layers"); // brings the gradients
  shipped = registered();
  await openEngine("wasm");
  ours = registered();
});

function registered(): typeof shipped {
  const kernels = new Map(tf.getKernelsForBackend("wasm").map(({kernelName, kernelFunc}) => [kernelName, kernelFunc]));
  const names = [...kernels.keys(), ...Object.values(tf).filter((name) => typeof name === "string")] as string[];
  const gradients = new Map(names.filter((name) => tf.getGradient(name)).map((name) => [name, tf.getGradient(name)]));
  return {kernels, gradients};
}

/** What is there now that was not there, or was another. */
function changed(after: Functions, before: Functions): string[] {
  return [...after].filter(([name, found]) => before.get(name) !== found).map(([name]) => name);
}

/** The rows of the table behind a heading, cell by cell. */
function rowsOf(heading: string): string[][] {
  const section = readme.split(/^## /m).find((part) => part.startsWith(`${heading}\n`)) ?? "";
  const lines = section.split("\n").filter((line) => line.startsWith("| `"));
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

function namesIn(heading: string): string[] {
  return rowsOf(heading).flatMap(([names]) => [...names!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
}

describe("the engine's README", () => {
  it("names every kernel that the engine registers, and no other", () => {
    expect(namesIn("Kernels").sort()).toEqual(changed(ours.kernels, shipped.kernels).sort());
  });

  it("names every gradient that the engine registers, and no other", () => {
    expect(namesIn("Gradients").sort()).toEqual(changed(ours.gradients, shipped.gradients).sort());
  });

  it("says of each kernel how it is made, and why", () => {
    for (const [names, way, why] of rowsOf("Kernels")) {
      expect(ways, names).toContain(way);
      expect(why!.length, names).toBeGreaterThan(10);
    }
  });
});
