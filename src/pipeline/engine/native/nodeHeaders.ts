import {dirname, join} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import type {NativeEnds} from "./ends.js";

/** Where Node's C headers may lie. */
export interface NodePlaces {
  /** The running Node's executable. */
  readonly execPath: string;
  /** Without "v". */
  readonly version: string;
  readonly home: string;
  /** Folder of the project's npm packages. */
  readonly packages: string;
  /** npm's setting of that name: a folder with `include/node`. */
  readonly nodedir?: string | undefined;
}

/**
 * The folder that has `node_api.h`: beside Node, in the cache of node-gyp, or in the npm package node-api-headers.
 * @throws LookbookError `no-engine` where none has
 */
export function nodeHeaders(places: NodePlaces, {exists}: Pick<NativeEnds, "exists">): string {
  const {execPath, version, home, packages, nodedir} = places;
  const folders = [
    join(dirname(dirname(execPath)), "include", "node"),
    ...(nodedir === undefined ? [] : [join(nodedir, "include", "node")]),
    ...[join(home, ".cache", "node-gyp"), join(home, "Library", "Caches", "node-gyp")].map((cache) =>
      join(cache, version, "include", "node"),
    ),
    join(packages, "node-api-headers", "include"),
  ];
  const found = folders.find((folder) => exists(join(folder, "node_api.h")));
  if (found !== undefined) return found;
  throw new LookbookError(
    "no-engine",
    `node_api.h, one of Node's C headers, is in none of ${folders.join(", ")}; \`npm install --no-save node-api-headers\` brings it`,
  );
}
