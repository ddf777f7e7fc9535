import {bytes, type Chunks, float, integer, join, message} from "./protobuf.js";

/** A number of elements, or the name of one that is known only when the graph runs ("N"). */
export type OnnxDimension = number | string;

/** What a value consists of. */
export type OnnxType = "float32" | "uint8" | "int64";

/** An input or output of a graph. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly OnnxDimension[];
  /** Defaults to "float32". */
  readonly type?: OnnxType;
}

/** A tensor that is part of the graph: a `Float32Array` becomes float32, plain whole numbers become int64. */
export interface OnnxConstant {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array | readonly number[];
}

/** A whole number, whole numbers, a float or a text; ONNX tells 1 and 1.0 apart, so a float is wrapped. */
export type OnnxAttribute = number | readonly number[] | {readonly float: number} | string;

/** One operator of ONNX's default domain. */
export interface OnnxNode {
  /** "Conv", "Gemm", ...; see onnx.ai/onnx/operators. */
  readonly op: string;
  /** Names of values; "" leaves an optional input out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** A graph as plain data; nodes in an order in which they can run. */
export interface OnnxGraph {
  readonly name: string;
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly constants?: readonly OnnxConstant[];
  readonly nodes: readonly OnnxNode[];
  /** Key and text, for whoever reads the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** The operator set written: the first with LayerNormalization, read by every runtime since mid-2022. */
export const opset = 17;
/** The version of the file format that came with it. */
const irVersion = 8;

/**
 * Writes a graph as the bytes of an ONNX model (the messages of onnx.proto3, IR version 8, operator set 17).
 * The same graph gives the same bytes.
 */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  return join([
    ...integer(1, irVersion),
    ...bytes(2, "lookbook"),
    ...message(7, encodeGraph(graph)),
    ...message(8, [...bytes(1, ""), ...integer(2, opset)]),
    ...Object.entries(graph.metadata ?? {}).flatMap(([key, text]) =>
      message(14, [...bytes(1, key), ...bytes(2, text)]),
    ),
  ]);
}

function encodeGraph({name, inputs, outputs, constants = [], nodes}: OnnxGraph): Chunks {
  return [
    ...nodes.flatMap((node) => message(1, encodeNode(node))),
    ...bytes(2, name),
    ...constants.flatMap((constant) => message(5, encodeConstant(constant))),
    ...inputs.flatMap((value) => message(11, encodeValue(value))),
    ...outputs.flatMap((value) => message(12, encodeValue(value))),
  ];
}

function encodeNode({op, inputs, outputs, attributes = {}}: OnnxNode): Chunks {
  return [
    ...inputs.flatMap((name) => bytes(1, name)),
    ...outputs.flatMap((name) => bytes(2, name)),
    ...bytes(3, outputs[0] ?? op),
    ...bytes(4, op),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      message(5, [...bytes(1, name), ...encodeAttribute(value)]),
    ),
  ];
}

function encodeAttribute(value: OnnxAttribute): Chunks {
  if (typeof value === "number") return [...integer(3, value), ...integer(20, 2)];
  if (typeof value === "string") return [...bytes(4, value), ...integer(20, 3)];
  if ("float" in value) return [...float(2, value.float), ...integer(20, 1)];
  return [...value.flatMap((n) => integer(8, n)), ...integer(20, 7)];
}

function encodeConstant({name, shape, values}: OnnxConstant): Chunks {
  const isFloat = values instanceof Float32Array;
  return [
    ...shape.flatMap((n) => integer(1, n)),
    ...integer(2, typeCodes[isFloat ? "float32" : "int64"]),
    ...bytes(8, name),
    ...bytes(9, isFloat ? bytesOf(values) : bytesOf(BigInt64Array.from(values, BigInt))),
  ];
}

function encodeValue({name, shape, type = "float32"}: OnnxValue): Chunks {
  const dimensions = shape.flatMap((n) => message(1, typeof n === "number" ? integer(1, n) : bytes(2, n)));
  const tensor = [...integer(1, typeCodes[type]), ...message(2, dimensions)];
  return [...bytes(1, name), ...message(2, message(1, tensor))];
}

/** TensorProto.DataType. */
const typeCodes: Readonly<Record<OnnxType, number>> = {float32: 1, uint8: 2, int64: 7};

/** Raw tensor data is little-endian, as are all processors that Node runs on with SIMD. */
function bytesOf({buffer, byteOffset, byteLength}: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
