import {availableParallelism, cpus, release, totalmem, type} from "node:os";
import type {Machine} from "./measurement.js";

/** What this process runs on; belongs into records of measurements and trainings, never into a report's bytes. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() || "unknown processor",
    cores: availableParallelism(),
    memory: totalmem(),
    system: `${type()} ${release()} ${process.arch}`,
  };
}
