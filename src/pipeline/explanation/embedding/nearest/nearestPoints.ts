import {setImmediate} from "node:timers/promises";
import {LookbookError} from "../../../../core/errors.js";
import {type ProgressFactory, silent} from "../../../../core/progress.js";
import {compiledModule} from "../../../engine/workers/compiledModule.js";
import {openPool} from "../../../engine/workers/pool.js";
import {assertPoints, type Points} from "../points.js";
import type * as Tasks from "./nearestTasks.js";
import {askedBlock, openSearch, type Search} from "./search.js";
import type {Block} from "./squaredDistances.js";

/** For each point its nearest ones, the nearest first. */
export interface Neighbours {
  readonly count: number;
  /** Neighbours of each point. */
  readonly size: number;
  /** [count, size], rows of the neighbours; of equally near ones the lower comes first. */
  readonly rows: Int32Array;
  /** [count, size], Euclidean distances. */
  readonly distances: Float64Array;
}

/** Options for {@link nearestPoints}. */
export interface NearestPointsOptions {
  /** Neighbours of each point, at least 1 and fewer than there are points to choose from. */
  readonly size: number;
  /** Whose neighbours are looked for; defaults to the known points themselves, none of which is then its own neighbour. */
  readonly asked?: Points;
  /** Threads; 0 computes on the calling thread. Defaults to 0. They change no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  /** Ends the search between two blocks of points. */
  readonly signal?: AbortSignal;
}

/**
 * The nearest of the known points to each asked one, by Euclidean distance in doubles. Compares all with all: exact, and for tens of
 * thousands of points in a hundred dimensions a matter of seconds.
 * @throws LookbookError `bad-shape`, `bad-data` for numbers that are no points; `bad-option` for more neighbours than there are points;
 * `interrupted`, `worker-died`
 */
export async function nearestPoints(known: Points, options: NearestPointsOptions): Promise<Neighbours> {
  const {size, asked, workers = 0, progress = silent, signal} = options;
  assertPoints("nearestPoints: known", known);
  if (asked) assertPoints("nearestPoints: asked", asked, 0);
  if (asked && asked.width !== known.width) {
    throw new LookbookError(
      "bad-shape",
      `nearestPoints: asked points have ${asked.width} numbers, known ones ${known.width}`,
    );
  }
  const choice = known.count - (asked ? 0 : 1);
  if (!(Number.isInteger(size) && size >= 1 && size <= choice)) {
    throw new LookbookError(
      "bad-option",
      `nearestPoints: size must be a whole number from 1 to ${choice}, got ${size}`,
    );
  }
  const {count} = asked ?? known;
  const search: Search = {
    known: shared(known, workers),
    asked: asked && shared(asked, workers),
    size,
    rows: new Int32Array(new SharedArrayBuffer(4 * count * size)),
    squares: new Float64Array(new SharedArrayBuffer(8 * count * size)),
  };
  const crew = workers > 0 ? await openCrew(search, workers) : openAlone(search);
  const line = progress("nearest neighbours", "points");
  let [next, done] = [0, 0];
  const lane = async (worker: number): Promise<void> => {
    while (next < count) {
      if (signal?.aborted)
        throw new LookbookError("interrupted", `nearestPoints was interrupted after ${done} of ${count} points`);
      const block = {start: next, end: Math.min(count, next + askedBlock)};
      next = block.end;
      await crew.find(worker, block);
      done += block.end - block.start;
      line.update(done, count);
    }
  };
  try {
    await Promise.all(Array.from({length: Math.max(1, workers)}, (_, i) => lane(i)));
    line.end();
  } catch (thrown) {
    next = count;
    line.end("stopped");
    throw thrown;
  } finally {
    await crew.close();
  }
  return {count, size, rows: search.rows.slice(), distances: search.squares.map(Math.sqrt)};
}

/** The first few neighbours of each point. @throws LookbookError `bad-option` where more are asked for than were looked for */
export function nearestOf({count, size, rows, distances}: Neighbours, fewer: number): Neighbours {
  if (!(Number.isInteger(fewer) && fewer >= 1 && fewer <= size)) {
    throw new LookbookError("bad-option", `nearestOf: expected 1 to ${size} neighbours, got ${fewer}`);
  }
  const first = (_: unknown, i: number): number => Math.floor(i / fewer) * size + (i % fewer);
  const places = Int32Array.from({length: count * fewer}, first);
  return {
    count,
    size: fewer,
    rows: places.map((place) => rows[place]!),
    distances: Float64Array.from(places, (place) => distances[place]!),
  };
}

interface Crew {
  find(worker: number, block: Block): Promise<void>;
  close(): Promise<void>;
}

function openAlone(search: Search): Crew {
  const find = openSearch(search);
  return {
    find: async (_, block) => {
      await setImmediate(); // timers and signals get their turn
      find(block);
    },
    close: async () => undefined,
  };
}

async function openCrew(search: Search, workers: number): Promise<Crew> {
  const pool = await openPool<typeof Tasks>({
    module: compiledModule("pipeline/explanation/embedding/nearest/nearestTasks.js"),
    workers,
  });
  try {
    await pool.broadcast("open", search);
  } catch (thrown) {
    await pool.close();
    throw thrown;
  }
  return {find: (worker, block) => pool.call(worker, "find", block), close: () => pool.close()};
}

/** Points in memory that threads share, a copy unless they lie there already. */
function shared(points: Points, workers: number): Points {
  const {values} = points;
  if (workers === 0 || values.buffer instanceof SharedArrayBuffer) return points;
  const memory = new SharedArrayBuffer(values.byteLength);
  const copy = values instanceof Float32Array ? new Float32Array(memory) : new Float64Array(memory);
  copy.set(values);
  return {...points, values: copy};
}
