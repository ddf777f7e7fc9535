import {type KeyParts, keyHash, keyParts} from "./key.js";
import type {OrderedChapter} from "./order.js";
import type {Parameters} from "./parameters.js";
import {ReachFinder} from "./reach.js";

/** What the keys of all chapters are made from. */
export interface KeyContext {
  readonly parameters?: Parameters | undefined;
  /** Root of the project, for the code that cells reach; without it none counts. */
  readonly root?: string | undefined;
  /** Hash of each thing that all chapters depend on, such as the data. */
  readonly inputs?: Readonly<Record<string, string>> | undefined;
  /** Identity of a product; undefined where it does not exist. */
  readonly identify?: Identify | undefined;
}

/** Identity of something that a chapter produces; undefined where it does not exist. */
export type Identify = (product: string) => Promise<string | undefined>;

/**
 * Makes the keys of chapters, each after those that make what it consumes. Of a run or a file, its identity counts: where a chapter ran
 * again and made the same, those that consume it need not run. Of other products, the key of their maker counts.
 */
export class KeyMaker {
  readonly #context: KeyContext;
  readonly #finder: ReachFinder | undefined;
  readonly #keys = new Map<string, KeyParts>();

  constructor(context: KeyContext) {
    this.#context = context;
    this.#finder = context.root === undefined ? undefined : new ReachFinder(context.root);
  }

  /** The key as things stand now; what the chapter consumes should have been made. */
  async keyOf({name, path, notebook, needs}: OrderedChapter): Promise<KeyParts> {
    const {parameters = {}, inputs = {}, identify} = this.#context;
    const consumed = new Map<string, string>();
    for (const {product, maker} of needs) {
      const identity = isTracked(product) ? await identify?.(product) : undefined;
      const key = maker === undefined ? undefined : this.#keys.get(maker);
      consumed.set(product, identity ?? (key === undefined ? "missing" : `${maker} ${keyHash(key)}`));
    }
    const reach = this.#finder?.of(notebook, path);
    const parts = keyParts(notebook, {
      parameters,
      inputs,
      consumed: Object.fromEntries(consumed),
      ...(reach && {reach}),
    });
    this.#keys.set(name, parts);
    return parts;
  }
}

/** The keys of all chapters, as things stand now. */
export async function chapterKeys(
  ordered: readonly OrderedChapter[],
  {cache, parameters}: {readonly cache?: Omit<KeyContext, "parameters">; readonly parameters?: Parameters},
): Promise<ReadonlyMap<string, KeyParts>> {
  const maker = new KeyMaker({...cache, parameters});
  const keys = new Map<string, KeyParts>();
  for (const chapter of ordered) keys.set(chapter.name, await maker.keyOf(chapter));
  return keys;
}

/** Whether a product has an identity of its own, by which it can be told from another of its name. */
function isTracked(product: string): boolean {
  return /^(?:run|file):/.test(product);
}
