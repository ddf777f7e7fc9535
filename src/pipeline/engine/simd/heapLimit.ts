import {LookbookError} from "../../../core/errors.js";

type Functions = Readonly<Record<string, unknown>>;

/**
 * Makes a module of Emscripten throw where its heap is full. Left alone it goes on and gets its numbers wrong: a new tensor has the
 * address 0, or one beyond 4 GB, where addresses begin anew and it lies on top of others; an operator is left out, with a line on stderr.
 * @param imports what the module is to be instantiated with
 * @returns the same with other functions in it
 */
export function guardImports(imports: unknown): unknown {
  const guarded = Object.entries((imports ?? {}) as Record<string, Functions>).map(([module, functions]) => {
    const grow = functions["emscripten_resize_heap"] as ((bytes: number) => boolean) | undefined;
    const guards = grow && {
      emscripten_resize_heap: (bytes: number): boolean => (bytes >>> 0 <= heapLimit && grow(bytes)) || full(),
      // The module prints nothing but that an operator could not be made.
      fd_write: (): never => full(),
    };
    return [module, {...functions, ...guards}];
  });
  return Object.fromEntries(guarded);
}

/** The same for what the module exports. */
export function guardExports(exports: Functions): Functions {
  const malloc = exports["malloc"] as ((bytes: number) => number) | undefined;
  return malloc
    ? {...exports, malloc: (bytes: number): number => (bytes <= blockLimit && malloc(bytes)) || full()}
    : exports;
}

/** In bytes. The heap's end and one more block stay below 4 GB together: the module's allocator does not notice where they pass it. */
const [heapLimit, blockLimit] = [3 * 2 ** 30 - 2 ** 20, 2 ** 30];

function full(): never {
  throw new LookbookError(
    "out-of-memory",
    "the WASM heap is full: it takes 3 GB, or what the machine has, and 1 GB for one tensor; take fewer pictures at once",
  );
}
