import {mkdirSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import {hashCode} from "../../src/core/code.js";
import {jsonCodec, type StepReport, type StepStore, step, stepChannel} from "../../src/core/step.js";
import {temporaryFolder} from "../temporaryFolder.js";

let home: string;
let store: StepStore;
let runs: number;

beforeEach(() => {
  home = temporaryFolder("step");
  store = {folder: join(home, "steps"), codeRoot: join(home, "dist")};
  mkdirSync(join(home, "dist", "room"), {recursive: true});
  writeFileSync(join(home, "dist", "room", "a.js"), 'import {b} from "../b.js";\n');
  writeFileSync(join(home, "dist", "b.js"), "export const b = 1;\n");
  writeFileSync(join(home, "dist", "unrelated.js"), "export {};\n");
  runs = 0;
});

const square = (inputs: unknown, reuse = true): Promise<number> =>
  step("square", {store: {...store, reuse}, inputs, code: ["room/a"], codec: jsonCodec<number>()}, async () => {
    runs++;
    return 49;
  });

describe("step(name, options, compute)", () => {
  it("computes once and loads the second time", async () => {
    expect([await square({x: 7}), await square({x: 7})]).toEqual([49, 49]);
    expect(runs).toBe(1);
  });

  it("computes again when an input, or code it reaches, changes, and not when other code does", async () => {
    await square({x: 7});
    await square({x: 8});
    expect(runs).toBe(2);
    writeFileSync(join(home, "dist", "unrelated.js"), "export const changed = true;\n");
    await square({x: 7});
    expect(runs).toBe(2);
    writeFileSync(join(home, "dist", "b.js"), "export const b = 2;\n");
    await square({x: 7});
    expect(runs).toBe(3);
  });

  it("computes again when told to, and when the stored value is damaged", async () => {
    await square({x: 7});
    await square({x: 7}, false);
    expect(runs).toBe(2);
    const entry = readdirSync(store.folder).find((name) => !name.endsWith(".json"));
    writeFileSync(join(store.folder, entry!, "value.json"), "{");
    expect(await square({x: 7})).toBe(49);
    expect(runs).toBe(3);
  });

  it("stores nothing when the computation fails", async () => {
    const failing = step("fail", {store, inputs: 1, code: ["room/a"], codec: jsonCodec()}, () =>
      Promise.reject(new Error("no")),
    );
    await expect(failing).rejects.toThrow("no");
    await square({x: 1});
    expect(readdirSync(store.folder).filter((name) => !name.endsWith(".json"))).toHaveLength(1);
  });

  it("tells whoever listens whether it loaded or computed, and why", async () => {
    const told: StepReport[] = [];
    Object.assign(globalThis, {[stepChannel]: (report: StepReport) => told.push(report)});
    try {
      await square({options: {epochs: 3}, dataHash: "0".repeat(64)});
      await square({options: {epochs: 3}, dataHash: "0".repeat(64)});
      await square({options: {epochs: 8}, dataHash: "1".repeat(64)});
      writeFileSync(join(home, "dist", "b.js"), "export const b = 2;\n");
      await square({options: {epochs: 8}, dataHash: "1".repeat(64)});
      await square({options: {epochs: 8}, dataHash: "1".repeat(64)}, false);
      await square({options: {epochs: 3}, dataHash: "0".repeat(64)});
      rmSync(store.folder, {recursive: true});
      await square({options: {epochs: 3}, dataHash: "0".repeat(64)});
    } finally {
      Object.assign(globalThis, {[stepChannel]: undefined});
    }
    expect(told.map(({name, status, reasons}) => `${name} ${status} ${reasons.join("; ")}`)).toEqual([
      "square computed not run before",
      "square loaded ",
      "square computed options.epochs 3 -> 8; dataHash 00000000 -> 11111111",
      "square computed code b.js changed",
      "square computed asked to run anew",
      "square computed options.epochs 8 -> 3; dataHash 11111111 -> 00000000",
      "square computed not run before",
    ]);
  });
});

describe("hashCode(entries, root)", () => {
  it("takes folders and files, in any order", () => {
    const root = store.codeRoot;
    expect(hashCode(["room", "b"], root)).toBe(hashCode(["b", "room/a"], root));
    expect(hashCode(["room"], root)).not.toBe(hashCode(["b"], root));
  });
});
