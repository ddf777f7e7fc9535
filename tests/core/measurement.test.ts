import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {measurementsHash, presentVersions, readMeasurement} from "../../src/core/measurement.js";
import {asMeasurement, type MeasuringOptions, takeMeasurement} from "../../src/core/takeMeasurement.js";
import {temporaryFolder} from "../temporaryFolder.js";

const machine = {processor: "Abacus 3000", cores: 2, memory: 8 * 2 ** 30, system: "Linux"};

/** A project with a lock file, and what records a measurement in it. */
function project(): {root: string; record: (name: string, more?: object) => void; lock: (text: string) => void} {
  const root = temporaryFolder("measurement");
  mkdirSync(join(root, "report"));
  mkdirSync(join(root, "data", "measurements"), {recursive: true});
  writeFileSync(join(root, "report", "report.json"), "{}");
  const lock = (text: string): void => writeFileSync(join(root, "package-lock.json"), text);
  const record = (name: string, more: object = {}): void => {
    const measurement = {name, title: name, unit: "s", samples: [1], median: 1, versions: {}, ...more};
    writeFileSync(join(root, "data", "measurements", `${name}.json`), JSON.stringify(measurement));
  };
  lock("{}");
  return {root, record, lock};
}

describe("readMeasurement(name, from)", () => {
  it("reads what was recorded, from any folder of the project", async () => {
    const {root, record} = project();
    record("predict", {versions: await presentVersions(root)});
    mkdirSync(join(root, "notebooks"));
    expect(await readMeasurement("predict", join(root, "notebooks"))).toMatchObject({median: 1, stale: []});
  });

  it("says so when packages have changed since", async () => {
    const {root, record, lock} = project();
    record("predict", {versions: await presentVersions(root)});
    lock('{"packages": {}}');
    expect((await readMeasurement("predict", root)).stale).toEqual(["the versions of packages are others"]);
  });

  it("names the nearest, and the command that measures", async () => {
    const {root, record} = project();
    record("predict");
    await expect(readMeasurement("predcit", root)).rejects.toThrow('did you mean "predict"?');
    await expect(readMeasurement("zebra", root)).rejects.toThrow("`lookbook measure zebra` measures it");
  });

  it("names a damaged file", async () => {
    const {root, record} = project();
    record("predict", {samples: []});
    await expect(readMeasurement("predict", root)).rejects.toThrow("predict.json: expected samples");
  });
});

it("measurementsHash changes when something is measured again, and when it becomes stale", async () => {
  const {root, record, lock} = project();
  expect(await measurementsHash(root)).toBeUndefined();
  record("predict", {versions: await presentVersions(root)});
  const first = await measurementsHash(root);
  expect(await measurementsHash(root)).toBe(first);
  lock("{ }");
  expect(await measurementsHash(root)).not.toBe(first);
  lock("{}");
  record("predict", {versions: await presentVersions(root), median: 2});
  expect(await measurementsHash(root)).not.toBe(first);
});

describe("takeMeasurement(module, options)", () => {
  const options = (more: Partial<MeasuringOptions> = {}): MeasuringOptions => {
    let clock = 0;
    const now = (): number => {
      clock += 500;
      return clock;
    };
    return {name: "m", root: ".", rounds: 4, machine, date: "2026-11-21", versions: {node: "v20"}, now, ...more};
  };

  it("takes the time where a round returns nothing, and gives free what it made", async () => {
    const told: string[] = [];
    const measured = await takeMeasurement(
      {
        title: "Waiting",
        prepare: () => "state",
        run: (state) => void told.push(state),
        finish: (state) => told.push(`${state} freed`),
        versions: () => ({engine: "wasm 4"}),
      },
      options(),
    );
    expect(measured).toEqual({
      name: "m",
      title: "Waiting",
      unit: "s",
      better: "less",
      date: "2026-11-21",
      machine,
      versions: {node: "v20", engine: "wasm 4"},
      samples: [0.5, 0.5, 0.5, 0.5],
      median: 0.5,
      lower: 0.5,
      upper: 0.5,
    });
    expect(told).toEqual([...new Array(5).fill("state"), "state freed"]);
  });

  it("leaves the first round out, and tells median and quartiles as NumPy does", async () => {
    const results = [1000, 10, 40, 20, 30];
    const {samples, lower, median, upper, better} = await takeMeasurement(
      {title: "Rate", unit: "pictures/s", run: () => results.shift()},
      options(),
    );
    expect(samples).toEqual([10, 40, 20, 30]);
    // numpy.quantile([10, 40, 20, 30], [0.25, 0.5, 0.75])
    expect([lower, median, upper]).toEqual([17.5, 25, 32.5]);
    expect(better).toBe("more");
  });

  it("refuses a result that is no number above 0, and frees all the same", async () => {
    let freed = false;
    const finish = (): void => {
      freed = true;
    };
    await expect(takeMeasurement({title: "x", run: () => Number.NaN, finish}, options())).rejects.toThrow(
      "measurement m, round 0: expected a number above 0, got NaN",
    );
    expect(freed).toBe(true);
  });

  it("refuses a module without title or run", () => {
    expect(() => asMeasurement({title: "x"}, "m.mjs")).toThrow("measurement m.mjs: expected a function run");
    expect(() => asMeasurement({run: () => 1}, "m.mjs")).toThrow("expected a text title");
  });
});
