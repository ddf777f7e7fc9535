import {LookbookError, messageOf} from "../../core/errors.js";
import {downloadSource} from "../source/downloadSource.js";
import {hashSets} from "./hashSets.js";
import type {ImageDataset} from "./imageSet.js";
import {type FashionMnistOptions, type Ladder, settleLadder} from "./ladderOptions.js";
import {missingFiles, readImageFolder} from "./readImageFolder.js";
import {drawDataset} from "./syntheticDataset.js";

/**
 * Opens Fashion-MNIST by the first rung that answers: a folder that was asked for; `data/raw/fashion-mnist`; the mirror
 * `../shared/data/fashion-mnist`; a download into `data/raw`; last, garments drawn by code, which say so.
 *
 * Every file's SHA-256 is verified each time it is read. A file that is there and not right is an error on every rung, and a
 * folder that was asked for never gives way to the next rung; only what is absent or out of reach does.
 *
 * @returns pictures [count, 28, 28, 1] as bytes; 60,000 and 10,000 of the official ones take 55 MB
 * @throws LookbookError `missing-file`, `bad-checksum`, `bad-file`, `bad-data`, `bad-option`, `bad-config` or `disk`, with the
 *   remedy; `download-failed` where only the official data will do
 * @example const {train, test} = await openFashionMnist();
 */
export async function openFashionMnist(options: FashionMnistOptions = {}): Promise<ImageDataset> {
  const ladder = await settleLadder(options);
  const {kind, given, raw, shared, imageSource, syntheticCounts} = ladder;
  if (kind === "synthetic") return drawDataset({...syntheticCounts, reason: "asked for"});
  if (given) {
    const remedy = `${given.by} must hold the official files; put them there, or do without that setting`;
    return official(given.folder, "folder given", ladder, remedy);
  }
  if ((await missingFiles(raw, imageSource)).length === 0) return official(raw, "data/raw", ladder, fetchAnew);
  if ((await missingFiles(shared, imageSource)).length === 0) {
    return official(shared, "shared mirror", ladder, `replace the file or remove ${shared}`);
  }
  const failure = await tryDownload(ladder);
  if (failure === undefined) return official(raw, "data/raw", ladder, fetchAnew);
  if (kind === "official") throw failure;
  return drawDataset({...syntheticCounts, reason: reasonOf(failure, ladder)});
}

const fetchAnew = "run `lookbook data fetch` to fetch it anew, or remove the file";

async function official(folder: string, source: string, {imageSource}: Ladder, remedy: string): Promise<ImageDataset> {
  const {train, test} = await readImageFolder(folder, imageSource, remedy);
  const {name, licence, citation, homepage, files} = imageSource;
  const lineage = [
    `Published by ${citation}; ${homepage}.`,
    ...files.map((file) => `${file.name}: SHA-256 ${file.sha256} verified when it was read.`),
    "Pictures and labels are used as published: none was changed, added or left out.",
  ];
  return {name, synthetic: false, hash: hashSets([train, test]), source, licence, lineage, train, test};
}

/** Undefined where the files are now in data/raw; a disk that fails is an error on its own. */
async function tryDownload({offline, imageSource, raw, fetch, progress}: Ladder): Promise<LookbookError | undefined> {
  if (offline) {
    return new LookbookError(
      "download-failed",
      `${imageSource.name} is not on this machine, and downloads are switched off; unset LOOKBOOK_OFFLINE, or put the official files into ${raw}`,
    );
  }
  try {
    // Two rounds: a notebook should not wait long for a network that is not there; `lookbook data fetch` is more patient.
    await downloadSource(imageSource, raw, {fetch, progress, rounds: 2, answerTimeout: 6_000});
    return undefined;
  } catch (cause) {
    if (cause instanceof LookbookError && cause.code === "download-failed") return cause;
    throw cause;
  }
}

/** Short, and without the folders of this machine, which would make two reports differ. */
function reasonOf(failure: LookbookError, {offline}: Ladder): string {
  if (offline) return "the official files are absent, and downloads are switched off";
  const detail = failure.cause === undefined ? failure.message : messageOf(failure.cause);
  return `the official files are absent, and ${detail.replaceAll(/https?:\/\/([^/]+)\/\S*: /g, "$1: ")}`;
}
