import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {beforeEach, describe, expect, it} from "vitest";
import {downloadSource} from "../../../src/pipeline/source/downloadSource.js";
import type {Fetch} from "../../../src/pipeline/source/fetchPart.js";
import {putFiles, tinyFiles} from "../dataset/tinySource.js";

const {source, bytes} = tinyFiles();
let asked: string[] = [];
const mirror: Fetch = async (url) => {
  asked.push(url);
  return {status: 200, headers: {get: () => null}, body: one(bytes[url.split("/").at(-1)!]!)};
};
async function* one(data: Uint8Array): AsyncGenerator<Uint8Array> {
  yield data;
}

let folder = "";
beforeEach(async () => {
  asked = [];
  folder = await mkdtemp(join(tmpdir(), "lookbook-source-"));
  return () => rm(folder, {recursive: true});
});

describe("downloadSource(source, folder)", () => {
  it("keeps whole files, fetches missing ones, replaces damaged ones", async () => {
    const damaged = new Uint8Array(bytes["train-labels.gz"]!.length);
    await putFiles(folder, {"train-images.gz": bytes["train-images.gz"]!, "train-labels.gz": damaged});
    expect(await downloadSource(source, folder, {fetch: mirror})).toEqual([
      {file: "train-images.gz", outcome: "kept"},
      {file: "train-labels.gz", outcome: "replaced"},
      {file: "test-images.gz", outcome: "fetched"},
      {file: "test-labels.gz", outcome: "fetched"},
    ]);
    expect(asked).toEqual(
      ["train-labels", "test-images", "test-labels"].map((name) => `http://mirror.test/${name}.gz`),
    );
    for (const [name, data] of Object.entries(bytes))
      expect(await readFile(join(folder, name))).toEqual(Buffer.from(data));
  });
});
