import type {File} from "h5wasm";
import {LookbookError, messageOf} from "../../core/errors.js";

/** Whether bytes begin like a file of HDF5. */
export function isHdf5(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from("\x89HDF\r\n\x1a\n", "latin1"));
}

/**
 * Reads a file of HDF5 that was loaded already: the library knows files alone, and gets one in its own memory.
 * @param path what messages call the bytes
 * @param read what it returns must not need the file any more
 * @throws LookbookError `bad-file` for a damaged file; what `read` throws on purpose passes
 */
export async function readHdf5<T>(bytes: Uint8Array, path: string, read: (file: File) => T): Promise<T> {
  return withFile("r", {bytes, path}, ({file}) => read(file));
}

/** Writes a file of HDF5. @returns its bytes */
export async function writeHdf5(write: (file: File) => void): Promise<Uint8Array> {
  return withFile("w", {path: "HDF5"}, ({file, stored}) => {
    write(file);
    file.flush();
    return stored();
  });
}

interface Opened {
  readonly file: File;
  /** A copy of what lies in the library's memory. */
  readonly stored: () => Uint8Array;
}

async function withFile<T>(
  mode: "r" | "w",
  {bytes, path}: {readonly bytes?: Uint8Array; readonly path: string},
  work: (opened: Opened) => T,
): Promise<T> {
  // 4 MB, which only those load who need it.
  const hdf5 = await import("h5wasm");
  const library = await hdf5.ready;
  // Errors are thrown, and not printed on the terminal.
  library.activate_throwing_error_handler();
  const {FS} = library;
  const inside = `/${++opened}.h5`;
  FS.writeFile(inside, bytes ?? new Uint8Array());
  try {
    const file = new hdf5.File(inside, mode);
    try {
      return work({file, stored: () => FS.readFile(inside)});
    } finally {
      file.close();
    }
  } catch (cause) {
    if (cause instanceof LookbookError) throw cause;
    throw new LookbookError("bad-file", `${path}: the HDF5 is damaged: ${messageOf(cause).split("\n")[0]}`, {cause});
  } finally {
    FS.unlink(inside);
  }
}

let opened = 0;
