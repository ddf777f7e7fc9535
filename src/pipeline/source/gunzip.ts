import {promisify} from "node:util";
import {gunzip as inflate} from "node:zlib";
import {LookbookError, messageOf} from "../../core/errors.js";

/** Whether bytes begin like a gzip stream (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks a gzip stream into one buffer, off the main thread.
 * @param file what messages call the bytes
 * @throws LookbookError `bad-file` where the stream is truncated, damaged or followed by other bytes
 */
export async function gunzip(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  const {buffer, consumed} = await unpack(bytes, file);
  if (consumed !== bytes.length) {
    throw new LookbookError(
      "bad-file",
      `${file}: expected the gzip stream to end at byte ${consumed}, got ${bytes.length - consumed} bytes after it`,
    );
  }
  return buffer;
}

async function unpack(bytes: Uint8Array, file: string): Promise<{buffer: Uint8Array; consumed: number}> {
  try {
    // `info` hands back the engine, which knows how much it read; the type declarations do not say so.
    const result: unknown = await promisify(inflate)(bytes, {chunkSize: sizeHint(bytes), info: true});
    const {buffer, engine} = result as {buffer: Uint8Array; engine: {bytesWritten: number}};
    return {buffer, consumed: engine.bytesWritten};
  } catch (cause) {
    const reason = messageOf(cause) === "unexpected end of file" ? "the file is truncated" : messageOf(cause);
    throw new LookbookError("bad-file", `${file}: expected a whole gzip stream, got ${bytes.length} bytes: ${reason}`, {
      cause,
    });
  }
}

/**
 * With a chunk as large as the result, zlib fills one buffer instead of many that are then joined.
 * A stream ends with its unpacked size; it is only a hint, held to what deflate can reach (1032 to 1).
 */
function sizeHint(bytes: Uint8Array): number {
  const last = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = bytes.length >= 18 ? last.getUint32(bytes.length - 4, true) : 0;
  return Math.max(1024, Math.min(claimed + 64, bytes.length * 1032));
}
