import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {readImages} from "../../../src/report/render/readImages.js";
import {loadTheme} from "../../../src/report/render/theme.js";
import {chapter, markdown, render} from "./notebooks.js";

describe("loadTheme(options)", () => {
  it("carries everything inside itself: no style sheet names a file or an address", async () => {
    const {css, fonts, mathCss} = await loadTheme();
    for (const sheet of [css, mathCss, ...fonts.map((face) => face.css)]) {
      expect(sheet.match(/url\((?!data:)[^)]*\)|@import/g)).toBeNull();
    }
  });

  it("knows which characters each font is for", async () => {
    const {fonts} = await loadTheme();
    const forCode = (code: number): number =>
      fonts.filter(({ranges}) => ranges.some(([a, b]) => code >= a && code <= b)).length;
    expect([0x41, 0x3b1, 0x2265].map(forCode)).toEqual([7, 7, 1]);
  });

  it("says what to do where the package was not built", async () => {
    await expect(loadTheme({plotlyPath: "/nowhere/plotly.js"})).rejects.toMatchObject({
      code: "missing-file",
      message: "Plotly's script /nowhere/plotly.js cannot be read; run `npm run build`, which writes it",
    });
  });
});

describe("readImages(notebook, path)", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-images-"));
    await mkdir(join(folder, "notebooks", "img"), {recursive: true});
    await writeFile(join(folder, "secret.png"), "secret");
    await writeFile(join(folder, "notebooks", "img", "a b.svg"), "<svg/>");
    await writeFile(join(folder, "notebooks", "100%.svg"), "<svg/>");
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));
  const read = (source: string): Promise<Record<string, string>> =>
    readImages(chapter("01", [markdown(source)]).notebook, join(folder, "notebooks", "01.ipynb"));

  it("embeds pictures beside the notebook", async () => {
    expect(await read("![x](img/a%20b.svg)")).toEqual({"img/a%20b.svg": "data:image/svg+xml;base64,PHN2Zy8+"});
  });

  it("takes a per cent sign that begins no code for itself", async () => {
    const images = await read("![x](100%.svg)");
    expect(images).toEqual({"100%.svg": "data:image/svg+xml;base64,PHN2Zy8+"});
    const {html} = render([{...chapter("01", [markdown("# T\n\nA ![x](100%.svg) here.")]), images}]);
    expect(html).toContain('<img src="data:image/svg+xml;base64,PHN2Zy8+" alt="x">');
  });

  it("leaves out what is missing, no picture, remote, or outside the notebook's folder", async () => {
    expect(await read("![x](gone.png) ![y](01.ipynb) ![z](https://example.org/a.png) ![s](../secret.png)")).toEqual({});
  });
});
