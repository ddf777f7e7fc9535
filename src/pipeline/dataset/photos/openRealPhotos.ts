import {basename} from "node:path";
import {LookbookError} from "../../../core/errors.js";
import {decodeJpeg, type RgbImage} from "../../../core/jpeg.js";
import {fileNamed, readChecked} from "../../source/fileSource.js";
import {parseCsv} from "../../source/parseCsv.js";
import {type FileLadderOptions, findFiles} from "./findFiles.js";

/** Photographs with their classes, decoded. */
export interface LabelledPhotos {
  readonly photos: readonly LabelledPhoto[];
  /** The rung of the ladder that answered; empty where none did. */
  readonly source: string;
  /** Where there are no photographs: what is missing and how to get it, a sentence; else empty. */
  readonly missing: string;
}

/** One photograph. */
export interface LabelledPhoto {
  readonly file: string;
  /** Index of its class. */
  readonly label: number;
  readonly image: RgbImage;
}

/**
 * Opens the 40 real photographs: a folder that was asked for or `REAL_PHOTOS_DIR`, `data/raw/real-photos`, the mirror
 * `../shared/data/real-photos`. Every file's SHA-256 is verified. Nowhere: no photographs, and `missing` says how to get them.
 *
 * @param classNames the names that `labels.csv` may use, in the order of the indices
 * @throws LookbookError `bad-checksum`, `bad-config`, `bad-file`, `bad-data` or `missing-file`
 */
export async function openRealPhotos(
  classNames: readonly string[],
  options: FileLadderOptions = {},
): Promise<LabelledPhotos> {
  const {source, folder, rung, missing} = await findFiles("real-photos", options);
  if (folder === undefined) return {photos: [], source: "", missing};
  const list = fileNamed(source, "labels.csv");
  const bytes = new Map<string, Uint8Array>();
  for (const file of source.files) bytes.set(file.name, await readChecked(folder, file));
  const labels = parseCsv(Buffer.from(bytes.get(list.name)!).toString("utf8"), "labels.csv");
  const photos: LabelledPhoto[] = [];
  for (const {line, fields} of labels.slice(1)) {
    const [file = "", name = ""] = fields;
    const [label, data] = [classNames.indexOf(name), bytes.get(basename(file))];
    if (label < 0 || data === undefined) {
      const expected = "a file of the source and one of its classes";
      throw new LookbookError("bad-data", `labels.csv, line ${line}: expected ${expected}, got ${fields.join(",")}`);
    }
    photos.push({file, label, image: await decodeJpeg(data)});
  }
  return {photos, source: rung, missing: ""};
}
