import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {sha256} from "../../../../src/core/hash.js";
import {encodeJpeg} from "../../../../src/core/jpeg.js";
import {openFashionProducts} from "../../../../src/pipeline/dataset/photos/openFashionProducts.js";
import {openRealPhotos} from "../../../../src/pipeline/dataset/photos/openRealPhotos.js";

const folder = mkdtempSync(join(tmpdir(), "photos-"));
const root = join(folder, "project");
const classNames = ["Shirt", "Bag"];
const env = {};

beforeAll(async () => {
  const jpeg = await encodeJpeg({width: 8, height: 10, pixels: new Uint8Array(240).fill(90)}, {quality: 90});
  const photos = {"labels.csv": Buffer.from("file,label\na.jpg,Bag\n"), "a.jpg": jpeg};
  const head = "id,gender,masterCategory,subCategory,articleType,baseColour,season,year,usage,productDisplayName";
  const styles = Buffer.from(`${head}\n5,Men,Apparel,Topwear,Shirts,Red,Fall,2011,Casual,Red shirt\n6,,,,Belts,,,,,\n`);
  const products = {"styles.csv": styles, "images-0.tar.gz": gzipSync(tarOf("images/5.jpg", jpeg))};
  put(join(folder, "shared", "data", "real-photos"), photos);
  put(join(root, "data", "raw", "fashion-products"), products);
  const sources = {"real-photos": sourceOf(photos), "fashion-products": sourceOf(products)};
  writeFileSync(join(root, "data", "sources.json"), JSON.stringify(sources));
});
afterAll(() => rmSync(folder, {recursive: true}));

describe("openRealPhotos(classNames, options)", () => {
  it("reads the photographs of the mirror with their classes", async () => {
    const {photos, source, missing} = await openRealPhotos(classNames, {root, env});
    expect([source, missing]).toEqual(["shared mirror", ""]);
    expect(photos).toMatchObject([{file: "a.jpg", label: 1, image: {width: 8, height: 10}}]);
  });

  it("says what is missing and how to get it where no rung has them", async () => {
    const elsewhere = join(folder, "elsewhere", "project");
    put(join(elsewhere, "data"), {
      "sources.json": Buffer.from(JSON.stringify({"real-photos": sourceOf({"a.jpg": Buffer.from("")})})),
    });
    const {photos, missing} = await openRealPhotos(classNames, {root: elsewhere, env});
    expect(photos).toEqual([]);
    expect(missing).toBe(
      "The files of Test files are not on this machine: put them into data/raw/real-photos, or set REAL_PHOTOS_DIR to their folder; they come from https://example.org.",
    );
  });

  it("refuses a list of sources that names no labels", async () => {
    const unlisted = join(folder, "unlisted");
    const files = {"a.jpg": Buffer.from("")};
    put(join(unlisted, "data", "raw", "real-photos"), files);
    writeFileSync(join(unlisted, "data", "sources.json"), JSON.stringify({"real-photos": sourceOf(files)}));
    await expect(openRealPhotos(classNames, {root: unlisted, env})).rejects.toThrow(
      "files of Test files: expected labels.csv among them, got a.jpg",
    );
  });

  it("never goes past a folder that was asked for", async () => {
    const asked = openRealPhotos(classNames, {root, env: {REAL_PHOTOS_DIR: "nowhere"}});
    await expect(asked).rejects.toThrow("expected the files of Test files, missing labels.csv, a.jpg");
  });

  it("refuses a file that is not the one it should be, and a class that nobody knows", async () => {
    const spoilt = join(folder, "spoilt");
    put(spoilt, {"labels.csv": Buffer.from("file,label\na.jpg,Bag\n"), "a.jpg": Buffer.from("other")});
    await expect(openRealPhotos(classNames, {root, dataDir: spoilt})).rejects.toThrow("expected sha256");
    await expect(openRealPhotos(["Shirt"], {root, env})).rejects.toThrow("labels.csv, line 2: expected a file of the");
  });
});

describe("openFashionProducts(options)", () => {
  it("reads the records, and of the pictures only those asked for", async () => {
    const shop = await openFashionProducts({root, env});
    expect(shop.records.map(({id, articleType}) => [id, articleType])).toEqual([
      [5, "Shirts"],
      [6, "Belts"],
    ]);
    expect(await shop.pictures([5])).toMatchObject([{width: 8, height: 10}]);
    await expect(shop.pictures([6])).rejects.toThrow("product 6 has no picture in the archives");
  });
});

type Files = Readonly<Record<string, Uint8Array>>;

function put(place: string, files: Files): void {
  mkdirSync(place, {recursive: true});
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(place, name), bytes);
}

function sourceOf(files: Files): object {
  const listed = Object.entries(files).map(([name, bytes]) => ({name, size: bytes.length, sha256: sha256(bytes)}));
  return {name: "Test files", licence: "none", citation: "none", homepage: "https://example.org", files: listed};
}

/** A ustar archive of one file. */
function tarOf(name: string, bytes: Uint8Array): Uint8Array {
  const archive = new Uint8Array(512 * (2 + Math.ceil(bytes.length / 512)));
  const write = (text: string, at: number): void => archive.set(Buffer.from(text), at);
  write(name, 0);
  write(bytes.length.toString(8).padStart(11, "0"), 124);
  write("        ", 148);
  write("0", 156);
  write("ustar", 257);
  const sum = archive.subarray(0, 512).reduce((a, b) => a + b, 0);
  write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  archive.set(bytes, 512);
  return archive;
}
