import {availableParallelism, cpus, loadavg, release, totalmem, type} from "node:os";

/** What the figures were measured on. */
export function machine() {
  return {
    processor: cpus()[0]?.model ?? process.arch,
    cores: availableParallelism(),
    memoryGibibytes: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${process.arch}`,
    node: process.versions.node,
  };
}

/** Mean number of waiting processes over the last minute; above the number of cores, figures are too low. */
export function load() {
  return Number(loadavg()[0].toFixed(2));
}
