import {existsSync} from "node:fs";
import type {ImageSource} from "../source/imageSource.js";
import {type FashionMnistOptions, type Ladder, settleLadder} from "./ladderOptions.js";
import {missingFiles} from "./readImageFolder.js";

/** One way to come by the data. */
export interface Rung {
  readonly name: string;
  /** A folder or an address. */
  readonly place: string;
  /** Whether it would answer; undefined where only trying tells. */
  readonly found: boolean | undefined;
  /** What is there, or why not. */
  readonly note: string;
  /** How to make it answer; undefined where there is nothing to do. */
  readonly remedy: string | undefined;
}

/**
 * Describes the ways to Fashion-MNIST in the order they are tried, without reading a file or asking the network.
 * The first rung with `found` is the one that answers.
 */
export async function fashionMnistLadder(options: FashionMnistOptions = {}): Promise<Rung[]> {
  const ladder = await settleLadder(options);
  const {given, raw, shared, imageSource, kind} = ladder;
  const {name} = imageSource;
  if (kind === "synthetic") return [synthetic(ladder)];
  if (given) return [await folder(given.by, given.folder, imageSource, `put the official files of ${name} there`)];
  return [
    {
      name: "folder given",
      place: "--data-dir or FASHION_MNIST_DIR",
      found: false,
      note: "not set",
      remedy: `set it to a folder with the official files of ${name}`,
    },
    await folder("data/raw", raw, imageSource, "run `lookbook data fetch`"),
    await folder(
      "shared mirror",
      shared,
      imageSource,
      "put the official files there, for all projects beside this one",
    ),
    download(ladder),
    ...(kind === "official" ? [] : [synthetic(ladder)]),
  ];
}

async function folder(name: string, place: string, source: ImageSource, remedy: string): Promise<Rung> {
  const missing = await missingFiles(place, source);
  if (missing.length === 0)
    return {name, place, found: true, note: `all ${source.files.length} files`, remedy: undefined};
  const note = existsSync(place) ? `missing ${missing.join(", ")}` : "no such folder";
  return {name, place, found: false, note, remedy};
}

function download({offline, imageSource: {mirrors}}: Ladder): Rung {
  const place = mirrors.map((mirror) => new URL(mirror).host).join(", ");
  if (!offline) return {name: "download", place, found: undefined, note: "not tried here", remedy: undefined};
  return {name: "download", place, found: false, note: "switched off", remedy: "unset LOOKBOOK_OFFLINE"};
}

function synthetic({syntheticCounts: {train, test}}: Ladder): Rung {
  const note = `${train} and ${test} pictures that are not Fashion-MNIST`;
  return {name: "synthetic garments", place: "drawn by code", found: true, note, remedy: undefined};
}
