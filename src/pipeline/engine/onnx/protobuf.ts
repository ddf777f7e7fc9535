/** Bytes of an encoded message, in pieces that are joined once: weights are not copied at every level of nesting. */
export type Chunks = readonly Uint8Array[];

/**
 * The four forms of Protocol Buffers' wire format that ONNX needs (protobuf.dev, "Encoding"). Fields are numbered as in onnx.proto3.
 */
export function integer(field: number, value: number): Chunks {
  return [Uint8Array.from([...varint(field * 8), ...varint(value)])];
}

/** A 32-bit float. */
export function float(field: number, value: number): Chunks {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return [Uint8Array.from([...varint(field * 8 + 5), ...bytes])];
}

/** Bytes, or text as UTF-8. */
export function bytes(field: number, value: string | Uint8Array): Chunks {
  return message(field, [typeof value === "string" ? encoder.encode(value) : value]);
}

/** A message inside a message. */
export function message(field: number, content: Chunks): Chunks {
  const length = content.reduce((sum, chunk) => sum + chunk.length, 0);
  return [Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...content];
}

/** Joins the pieces. */
export function join(chunks: Chunks): Uint8Array {
  const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

const encoder = new TextEncoder();

/** Seven bits a byte, low ones first; a negative number as the ten bytes of its 64-bit two's complement. */
function varint(value: number): number[] {
  const out: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
  return out;
}
