import {readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import type {Notebook} from "../../../src/report/notebook/nbformat.js";
import {render} from "./notebooks.js";

const folder = "tests/golden/render";

// `npx vitest run tests/report/render/golden.test.ts -u` writes the outputs anew; read the difference before committing it.
describe("golden chapters", () => {
  it.each(readdirSync(folder))("%s", async (name) => {
    const notebook = JSON.parse(readFileSync(join(folder, name, "input.ipynb"), "utf8")) as Notebook;
    const {html} = render([{name: "01-golden", path: `${name}/input.ipynb`, notebook}]);
    const start = html.indexOf('<section class="chapter"');
    const chapter = html.slice(start, html.indexOf('<section class="chapter provenance"'));
    await expect(chapter).toMatchFileSnapshot(`../../golden/render/${name}/output.html`);
  });
});
