import {expect, it} from "vitest";
import type {RecordedMeasurement} from "../../../src/core/measurement.js";
import {measurementTable} from "../../../src/pipeline/figure/measurementTable.js";

const measured: RecordedMeasurement = {
  name: "predict",
  title: "Prediction",
  unit: "pictures/s",
  better: "more",
  date: "2026-11-21",
  machine: {processor: "Abacus 3000", cores: 2, memory: 8 * 2 ** 30, system: "Linux 6"},
  versions: {node: "v20.1.0", engine: "wasm 4.22.0"},
  samples: [1, 2, 3],
  median: 2,
  lower: 1.5,
  upper: 2.5,
  stale: [],
};

it("shows median and quartiles, and says once where and when they were measured", () => {
  const {rows, caption} = measurementTable([measured, {...measured, title: "Again"}], {caption: "Speed."});
  expect(rows).toEqual([
    ["Prediction", 2, 1.5, 2.5, "pictures/s", 3],
    ["Again", 2, 1.5, 2.5, "pictures/s", 3],
  ]);
  expect(caption).toBe(
    "Speed. Measured on 2026-11-21: Abacus 3000, 2 cores, 8 GiB of memory, Linux 6; Node.js 20.1.0, wasm 4.22.0.",
  );
});

it("warns of what is no longer true", () => {
  const {caption} = measurementTable([{...measured, stale: ["lookbook was 0.1.0 and is 0.2.0"]}], {caption: "Speed."});
  expect(caption).toMatch(/\*\*Stale\*\*: since “Prediction” was measured, lookbook was 0\.1\.0 and is 0\.2\.0\.$/);
});
