import {mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {assertSelfContained, readBrand} from "../../../src/report/render/brand.js";
import {chapter, markdown, render} from "./notebooks.js";
import {bareTheme} from "./testTheme.js";

describe("readBrand(folder, files)", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-brand-"));
    await writeFile(join(folder, "brand.css"), ":root{--accent:teal}");
    await writeFile(join(folder, "logo.svg"), "<svg/>");
  });
  afterAll(() => rm(folder, {recursive: true, force: true}));

  it("takes brand.css beside report.json unasked, and the logo that is named", async () => {
    expect(await readBrand(folder, {logo: "logo.svg"})).toEqual({
      css: ":root{--accent:teal}",
      logo: "data:image/svg+xml;base64,PHN2Zy8+",
    });
  });

  it("has nothing to say where there is neither", async () => {
    expect(await readBrand(join(folder, "elsewhere"), {})).toEqual({});
  });

  it("names a style sheet or a logo that is not there, and a logo that is no picture", async () => {
    await expect(readBrand(folder, {brand: "house.css"})).rejects.toThrow(/house\.css does not exist/);
    await expect(readBrand(folder, {logo: "mark.svg"})).rejects.toThrow(/mark\.svg does not exist/);
    await expect(readBrand(folder, {logo: "brand.css"})).rejects.toThrow('"logo" must be an SVG, PNG, JPEG or WebP');
  });

  it("stands last in the page, after the theme and print; the logo on the cover and in the head of the page", () => {
    const brand = {css: "/* house */ p{color:teal}</style>", logo: "data:image/svg+xml;base64,PHN2Zy8+"};
    const {html} = render([chapter("01", [markdown("# T")])], {theme: {...bareTheme, brand}});
    expect(html.indexOf("/* house */")).toBeGreaterThan(html.indexOf("@page"));
    expect(
      html.match(/<img class="(?:cover-)?logo" src="data:image\/svg\+xml;base64,PHN2Zy8\+" alt="">/g),
    ).toHaveLength(2);
    expect(html).not.toContain("teal}</style>");
  });
});

describe("assertSelfContained(css, path)", () => {
  it.each([
    ["@import 'house.css';", 1],
    ['@IMPORT url("https://example.org/a.css");', 1],
    ["a{}\n\nb{background:url(https://example.org/a.png)}", 3],
    ["b{background:url( 'picture.png' )}", 1],
    ["b{background:url(//example.org/a.png)}", 1],
    ["/* one\ntwo */ b{background:image-set('a.png' 1x)}", 2],
    ["b{background:\\75rl(https://example.org/a.png)}", 1],
    ["b{background:u\\rl(https://example.org/a.png)}", 1],
    ["@font-face{src:url(/fonts/a.woff2)}", 1],
  ])("refuses %s", (css, line) => {
    expect(() => assertSelfContained(css, "report/brand.css")).toThrow(
      new RegExp(`^report/brand\\.css, line ${line}: ".+" would be fetched, and a report fetches nothing`),
    );
  });

  it.each([
    ":root{--accent:light-dark(#0a6, #4c9)}",
    "b{background:url(data:image/png;base64,AAAA)}",
    'b{background:url("data:image/svg+xml,%3Csvg/%3E")}',
    "b{clip-path:url(#shape)}",
    "/* url(https://example.org) and @import are only spoken of */",
    '@font-face{src:local("Teal Sans")}',
  ])("lets %s pass", (css) => {
    expect(() => assertSelfContained(css, "report/brand.css")).not.toThrow();
  });
});
