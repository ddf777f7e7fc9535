import type {ExampleSet} from "./imageSet.js";

/** Copies some rows of a set, in the order given, into a set called `name`. */
export function selectRows<S extends ExampleSet>(set: S, rows: ArrayLike<number>, name: string = set.name): S {
  const size = set.height * set.width * set.channels;
  // Not by the constructor of the images: bytes that were read from a file are a Buffer, and Node.js warns of `new Buffer`.
  const kind = set.images instanceof Float32Array ? Float32Array : Uint8Array;
  const images = new kind(rows.length * size) as S["images"];
  const labels = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!;
    images.set(set.images.subarray(row * size, (row + 1) * size), i * size);
    labels[i] = set.labels[row]!;
  }
  return {...set, name, images, labels, count: rows.length};
}
