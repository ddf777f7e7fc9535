import {existsSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {dataCard} from "../../../src/pipeline/dataset/dataCard.js";
import {openFashionMnist} from "../../../src/pipeline/dataset/openFashionMnist.js";
import {validateDataset} from "../../../src/pipeline/dataset/validateDataset.js";

const shared = "../shared/data/fashion-mnist";

describe.skipIf(!existsSync(shared))("the official Fashion-MNIST files", () => {
  it("are read in under 1.5 s and 150 MB, checksums included", async () => {
    const before = process.memoryUsage();
    const start = performance.now();
    const {train, test} = await openFashionMnist({dataDir: shared, env: {}});
    const seconds = (performance.now() - start) / 1000;
    const after = process.memoryUsage();
    expect(train.count + test.count).toBe(70_000);
    expect(seconds).toBeLessThan(1.5);
    expect((after.rss - before.rss) / 1e6).toBeLessThan(150);
    expect((after.arrayBuffers - before.arrayBuffers) / 1e6).toBeLessThan(100);
  });

  it("are what the paper and SOURCE.md say: counts, mean and deviation of the pixels", async () => {
    const dataset = await openFashionMnist({dataDir: shared, env: {}});
    const checks = validateDataset(dataset);
    expect(checks.filter(({ok}) => !ok)).toEqual([]);
    const {splits} = dataCard(dataset, checks);
    expect(splits.map(({count}) => count)).toEqual([60_000, 10_000]);
    expect(splits[0]!.classCounts).toEqual(new Array(10).fill(6000));
    expect(splits[0]!.pixelMean).toBeCloseTo(72.9404, 4);
    expect(splits[0]!.pixelDeviation).toBeCloseTo(90.0212, 4);
    expect(splits[1]!.pixelMean).toBeCloseTo(73.1466, 4);
    expect(splits[1]!.pixelDeviation).toBeCloseTo(89.8733, 4);
  });
});
