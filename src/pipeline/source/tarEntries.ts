import {LookbookError} from "../../core/errors.js";

/** One file of a tar archive. */
export interface TarEntry {
  readonly name: string;
  /** A view of the archive's bytes, no copy. */
  readonly bytes: Uint8Array;
}

/**
 * Lists the plain files of an unpacked tar archive (POSIX ustar) without copying them; folders and links are passed over.
 * @param file what messages call the archive
 * @throws LookbookError `bad-file` where a header is damaged or the archive ends within a file
 */
export function* tarEntries(archive: Uint8Array, file: string): Generator<TarEntry> {
  for (let at = 0; at + blockSize <= archive.length; ) {
    const header = archive.subarray(at, at + blockSize);
    if (header.every((byte) => byte === 0)) return;
    const size = octal(header, 124, 12);
    if (size === undefined || octal(header, 148, 8) !== checksum(header)) {
      throw new LookbookError("bad-file", `${file}: expected the header of a file at byte ${at}, got other bytes`);
    }
    const start = at + blockSize;
    if (start + size > archive.length) {
      throw new LookbookError("bad-file", `${file}: it ends within ${nameOf(header)}, ${archive.length} bytes in all`);
    }
    // "0", or a zero byte in archives older than ustar
    if (header[156] === 48 || header[156] === 0) {
      yield {name: nameOf(header), bytes: archive.subarray(start, start + size)};
    }
    at = start + Math.ceil(size / blockSize) * blockSize;
  }
}

const blockSize = 512;

/** A long name is stored in two parts. */
function nameOf(header: Uint8Array): string {
  const [name, prefix] = [text(header, 0, 100), text(header, 345, 155)];
  return prefix && text(header, 257, 5) === "ustar" ? `${prefix}/${name}` : name;
}

function text(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return Buffer.from(end < 0 ? field : field.subarray(0, end)).toString("utf8");
}

function octal(header: Uint8Array, start: number, length: number): number | undefined {
  const digits = text(header, start, length).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}

/** Sum of the header's bytes, those of the checksum itself taken as spaces. */
function checksum(header: Uint8Array): number {
  return header.reduce((sum, byte, i) => sum + (i >= 148 && i < 156 ? 32 : byte), 0);
}
