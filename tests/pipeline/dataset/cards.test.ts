import {existsSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {describe, expect, it} from "vitest";
import {dataCard} from "../../../src/pipeline/dataset/dataCard.js";
import {dataCardMarkdown} from "../../../src/pipeline/dataset/dataCardMarkdown.js";
import type {ImageDataset} from "../../../src/pipeline/dataset/imageSet.js";
import {openFashionMnist} from "../../../src/pipeline/dataset/openFashionMnist.js";
import {drawDataset} from "../../../src/pipeline/dataset/syntheticDataset.js";
import {validateDataset} from "../../../src/pipeline/dataset/validateDataset.js";

const shared = "../shared/data/fashion-mnist";
/** Where the data was read from is the machine's affair. */
const withoutPlace = (card: string): string => card.replace(/^\| Read from .*\n/m, "");
const cardOf = (data: ImageDataset): string => withoutPlace(dataCardMarkdown(dataCard(data, validateDataset(data))));
const stored = async (name: string): Promise<string> => withoutPlace(await readFile(`data/cards/${name}.md`, "utf8"));

describe("the cards in data/cards", () => {
  it("synthetic-garments.md is what `lookbook data card --synthetic` writes", async () => {
    expect(cardOf(drawDataset())).toBe(await stored("synthetic-garments"));
  });

  it.skipIf(!existsSync(shared))("fashion-mnist.md is what `lookbook data card` writes", async () => {
    expect(cardOf(await openFashionMnist({dataDir: shared, env: {}}))).toBe(await stored("fashion-mnist"));
  });
});
