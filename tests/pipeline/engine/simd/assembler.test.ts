import {describe, expect, it} from "vitest";
import {assemble, int, set, unsigned, writeFunction} from "../../../../src/pipeline/engine/simd/assembler.js";
import {writeLoops} from "../../../../src/pipeline/engine/simd/loops.js";
import {webAssembly} from "../../../../src/pipeline/engine/simd/webAssembly.js";

describe("assemble(functions)", () => {
  it("writes the bytes that the specification's example of LEB128 shows", () => {
    expect(unsigned(624_485)).toEqual([0xe5, 0x8e, 0x26]); // Wikipedia, "LEB128"
  });

  it("writes modules that are valid, for all loops of training", () => {
    expect(webAssembly.validate(assemble(writeLoops()))).toBe(true);
  });

  it.each([0, 63, 64, -1, -64, -65, 2 ** 31 - 1, -(2 ** 31)])("writes the constant %d as valid code", (value) => {
    const code = writeFunction("constant", [], (_, local) => set(local("i32"), int(value)));
    expect(webAssembly.validate(assemble([code]))).toBe(true);
  });
});

describe("the loops", () => {
  const memory = new webAssembly.Memory({initial: 1});
  const module = new webAssembly.Module(assemble(writeLoops()));
  const {exports} = new webAssembly.Instance(module, {env: {memory}});
  const loops = exports as Record<string, (...parameters: number[]) => void>;

  it("add a matrix product to what stands there", () => {
    const heap = new Float32Array(memory.buffer);
    heap.set([1, 2, 3, 4, 5, 6], 0); // a [2, 3]
    heap.set([1, 0, 0, 1, 1, 1], 8); // b [3, 2]
    heap.set([10, 20, 30, 40], 16); // out [2, 2]
    // two columns, one at a time: tiles, strips, depth, aRow, aStep, bRow, bStrip, outRow, keep
    loops["multiply1x1Narrow"]!(0, 32, 64, 2, 2, 3, 12, 4, 8, 4, 8, 1);
    expect([...heap.subarray(16, 20)]).toEqual([14, 25, 40, 51]);
  });

  it("add rows up, four channels at once", () => {
    const heap = new Float32Array(memory.buffer);
    heap.set([1, 2, 3, 4, 10, 20, 30, 40], 0);
    heap.fill(0, 8, 12);
    loops["columnSum1Wide"]!(0, 0, 0, 32, 2, 1, 16, 0);
    expect([...heap.subarray(8, 12)]).toEqual([11, 22, 33, 44]);
  });
});
