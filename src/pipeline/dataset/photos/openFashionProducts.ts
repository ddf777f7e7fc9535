import {LookbookError} from "../../../core/errors.js";
import {decodeJpeg, type RgbImage} from "../../../core/jpeg.js";
import {type FileSource, fileNamed, readChecked} from "../../source/fileSource.js";
import {gunzip} from "../../source/gunzip.js";
import {tarEntries} from "../../source/tarEntries.js";
import {type FileLadderOptions, findFiles} from "./findFiles.js";
import {type ProductRecord, productRecords} from "./productRecord.js";

/** A shop's catalogue, with its pictures at hand. */
export interface FashionProducts {
  readonly records: readonly ProductRecord[];
  /** One sentence for each row of the catalogue that was left out. */
  readonly badRows: readonly string[];
  /** The rung of the ladder that answered; empty where none did. */
  readonly source: string;
  /** Where there is no catalogue: what is missing and how to get it, a sentence; else empty. */
  readonly missing: string;
  /**
   * Reads the pictures of some products; only these are decoded.
   * @returns in the order of the ids, about 60 x 80 pixels each
   * @throws LookbookError `bad-checksum`, `bad-file`, or `bad-data` for an id without a picture
   */
  readonly pictures: (ids: readonly number[]) => Promise<RgbImage[]>;
}

/**
 * Opens Fashion Product Images (Small): a folder that was asked for or `FASHION_PRODUCTS_DIR`, `data/raw/fashion-products`, the mirror
 * `../shared/data/fashion-products`. Every file's SHA-256 is verified when it is read. Nowhere: no records, and `missing` says how to get
 * them.
 * @throws LookbookError `bad-checksum`, `bad-config`, `bad-file`, `bad-data` or `missing-file`
 */
export async function openFashionProducts(options: FileLadderOptions = {}): Promise<FashionProducts> {
  const {source, folder, rung, missing} = await findFiles("fashion-products", options);
  if (folder === undefined) return {records: [], badRows: [], source: "", missing, pictures: async () => []};
  const text = Buffer.from(await readChecked(folder, fileNamed(source, "styles.csv"))).toString("utf8");
  const {records, badRows} = productRecords(text);
  return {records, badRows, source: rung, missing: "", pictures: (ids) => readPictures(ids, folder, source)};
}

async function readPictures(ids: readonly number[], folder: string, {files}: FileSource): Promise<RgbImage[]> {
  const found = new Map(ids.map((id): [string, Uint8Array | undefined] => [`images/${id}.jpg`, undefined]));
  // One archive after the other: unpacked, each takes 40 MB.
  for (const file of files.filter(({name}) => name.endsWith(".tar.gz"))) {
    const archive = await gunzip(await readChecked(folder, file), file.name);
    for (const {name, bytes} of tarEntries(archive, file.name)) if (found.has(name)) found.set(name, bytes.slice());
  }
  const pictures: RgbImage[] = [];
  for (const id of ids) {
    const bytes = found.get(`images/${id}.jpg`);
    if (bytes === undefined) throw new LookbookError("bad-data", `product ${id} has no picture in the archives`);
    pictures.push(await decodeJpeg(bytes));
  }
  return pictures;
}
