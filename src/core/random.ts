import {createHash} from "node:crypto";

/** A seeded stream of random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), with 32 random bits. */
  next(): number;
  /** Uniform integer in [0, bound); `bound` at most 2^32. */
  int(bound: number): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Normal with mean 0 and deviation 1 (Marsaglia's polar method). */
  normal(): number;
  /** An independent stream that depends on this stream's seed and `name` only, not on what was drawn. */
  fork(name: string): Random;
}

/** Opens a stream. Numbers and strings are both welcome as seeds: a name makes a stream that no other name shares. */
export function seeded(seed: number | string): Random {
  const digest = createHash("sha256").update(`lookbook:${seed}`).digest();
  const next = sfc32(digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8));
  let spare: number | undefined;
  const random: Random = {
    next,
    int: (bound) => Math.floor(next() * bound),
    between: (low, high) => low + (high - low) * next(),
    normal: () => {
      if (spare !== undefined) {
        const value = spare;
        spare = undefined;
        return value;
      }
      for (;;) {
        const x = 2 * next() - 1;
        const y = 2 * next() - 1;
        const square = x * x + y * y;
        if (square > 0 && square < 1) {
          const scale = Math.sqrt((-2 * Math.log(square)) / square);
          spare = y * scale;
          return x * scale;
        }
      }
    },
    fork: (name) => seeded(`${seed}/${name}`),
  };
  return random;
}

/** A new array with the items in random order (Fisher-Yates). */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}

/** The numbers 0 to count - 1 in random order. */
export function permutation(count: number, random: Random): number[] {
  return shuffled(
    Array.from({length: count}, (_, i) => i),
    random,
  );
}

/**
 * Chris Doty-Humphrey's sfc32 (PractRand): 128 bits of state, integer arithmetic only. A stream that is seeded with three words
 * costs a tenth of a microsecond, for loops that open one for every picture.
 * @returns draws uniform in [0, 1), with 32 random bits
 */
export function sfc32(...seed: readonly [number, number, number]): () => number {
  let [a, b, c] = seed;
  let counter = 1;
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}
