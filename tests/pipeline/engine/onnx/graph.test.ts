import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {encodeModel} from "../../../../src/pipeline/engine/onnx/graph.js";
import {bytes, float, integer, join, message} from "../../../../src/pipeline/engine/onnx/protobuf.js";
import {openOnnxRuntime} from "../../../../src/pipeline/engine/onnx/runtime.js";

const hex = (chunks: readonly Uint8Array[]): string => Buffer.from(join(chunks)).toString("hex");

describe("the wire format", () => {
  it("writes what the documentation of Protocol Buffers shows", () => {
    expect(hex(integer(1, 150))).toBe("089601");
    expect(hex(bytes(2, "testing"))).toBe("120774657374696e67");
    expect(hex(message(3, integer(1, 150)))).toBe("1a03089601");
    expect(hex(integer(1, -2))).toBe("08feffffffffffffffff01");
    expect(hex(float(5, 1))).toBe("2d0000803f");
  });
  it("numbers fields above 15 in two bytes", () => expect(hex(integer(20, 7))).toBe("a00107"));
});

describe("encodeModel(graph)", () => {
  it("gives onnxruntime constants, model numbers, floats, texts and open dimensions as they were meant", async () => {
    const runtime = await openOnnxRuntime();
    const model = encodeModel({
      name: "all kinds",
      inputs: [{name: "x", shape: ["N", 3]}],
      outputs: [{name: "y", shape: [4, "N"]}],
      constants: [
        {name: "slope", shape: [3], values: Float32Array.of(1, 10, 100)},
        {name: "pads", shape: [4], values: [1, 0, 0, 0]},
      ],
      nodes: [
        {op: "Mul", inputs: ["x", "slope"], outputs: ["scaled"]},
        {op: "LeakyRelu", inputs: ["scaled"], outputs: ["leaky"], attributes: {alpha: {float: 0.5}}},
        {op: "Transpose", inputs: ["leaky"], outputs: ["turned"], attributes: {perm: [1, 0]}},
        {op: "Pad", inputs: ["turned", "pads"], outputs: ["y"], attributes: {mode: "edge"}},
      ],
      metadata: {author: "tests"},
    });
    expect(Buffer.from(model).includes("author")).toBe(true);
    const session = runtime.session(model);
    const y = new Float32Array(8);
    session.run({x: {dims: [2, 3], data: Float32Array.of(1, -2, 3, -4, 5, -6)}}, {y: {dims: [4, 2], data: y}});
    expect([...y]).toEqual([1, -2, 1, -2, -10, 50, 300, -300]);
    session.dispose();
  });
  it("reshapes by constant model numbers, negative and large ones too", async () => {
    const runtime = await openOnnxRuntime();
    fc.assert(
      fc.property(fc.integer({min: 1, max: 300}), fc.integer({min: 1, max: 5}), (rows, columns) => {
        const model = encodeModel({
          name: "reshape",
          inputs: [{name: "x", shape: [rows * columns]}],
          outputs: [{name: "y", shape: [rows, columns]}],
          constants: [{name: "shape", shape: [2], values: [-1, columns]}],
          nodes: [{op: "Reshape", inputs: ["x", "shape"], outputs: ["y"]}],
        });
        const session = runtime.session(model);
        const x = Float32Array.from({length: rows * columns}, (_, i) => i);
        const y = new Float32Array(rows * columns);
        session.run({x: {dims: [rows * columns], data: x}}, {y: {dims: [rows, columns], data: y}});
        session.dispose();
        expect(y).toEqual(x);
      }),
      {numRuns: 20},
    );
  });
});
