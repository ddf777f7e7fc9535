/**
 * The memory that all threads of a training share. Weights of the network lie one behind the other, in the network's order;
 * "settings" are those that no gradient moves: moving statistics, frozen kernels.
 */
export interface Board {
  readonly weights: Float32Array;
  readonly settings: Float32Array;
  /** Which of the settings a step moves, as the threads find out: 1 or 0 for each variable. */
  readonly moving: Uint8Array;
  /** One for each shard of a batch. */
  readonly slots: readonly Slot[];
  /** The rows of the current batch, [batchSize]. */
  readonly rows: Int32Array;
  /** Logits of the validation pictures, [count, classCount]. */
  readonly logits: Float32Array;
  /** [1]: the next piece of work that nobody has taken. */
  readonly next: Int32Array;
}

/** What one shard of a batch leaves behind. */
export interface Slot {
  /** d(mean loss of the batch) / d(weight), as far as the pictures of this shard have a part in it; as long as `weights`. */
  readonly gradient: Float32Array;
  /** The settings after the shard; as long as `settings`, valid where `moving` says so. */
  readonly settings: Float32Array;
}

/** How large a {@link Board} is, in numbers. */
export interface BoardSize {
  readonly weights: number;
  readonly settings: number;
  /** Variables among the settings. */
  readonly variables: number;
  readonly shards: number;
  readonly batchSize: number;
  readonly logits: number;
}

/** Lays out an empty board in memory that threads can share. */
export function openBoard({weights, settings, variables, shards, batchSize, logits}: BoardSize): Board {
  return {
    weights: floats(weights),
    settings: floats(settings),
    moving: new Uint8Array(new SharedArrayBuffer(variables)),
    slots: Array.from({length: shards}, () => ({gradient: floats(weights), settings: floats(settings)})),
    rows: integers(batchSize),
    logits: floats(logits),
    next: integers(1),
  };
}

/** The same numbers in memory that threads can share; a copy only where they are not in such memory yet. */
export function share<T extends Uint8Array | Float32Array>(numbers: T): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const memory = new SharedArrayBuffer(numbers.byteLength);
  const shared = numbers instanceof Uint8Array ? new Uint8Array(memory) : new Float32Array(memory);
  shared.set(numbers);
  return shared as T;
}

/** Pieces of work 0 to `count` - 1 that no other thread has taken; `next` was set to 0 before. */
export function* takeTurns({next}: Board, count: number): Generator<number> {
  for (let piece = Atomics.add(next, 0, 1); piece < count; piece = Atomics.add(next, 0, 1)) yield piece;
}

function floats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * length));
}

function integers(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length));
}
