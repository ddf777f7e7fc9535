import axe from "axe-core";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {loadTheme} from "../../../../../src/report/render/theme.js";
import type {Reader} from "./reader.js";
import {fullDemo, hasBrowser, openReader} from "./reader.js";

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[];
}

// Skipped where there is no browser at all. Every rule of axe runs, best practices included.
describe.skipIf(!hasBrowser)("axe finds nothing wrong with the page", {timeout: 30_000}, () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await openReader(fullDemo(await loadTheme()));
  }, 60_000);
  afterAll(() => reader?.close());

  it.each([
    ["in the dark", 1440, true, ""],
    ["asking how a value was made", 1440, false, "a.value"],
    ["asking how a figure was made, on a phone", 390, false, "#fig-curves .origin"],
    ["with the contents open on a phone, in the dark", 390, true, ".contents-open"],
    ["searching", 1440, false, "search"],
    ["searching on a phone in the dark", 390, true, "search"],
    ["with the help for the keyboard", 1440, false, "help"],
    ["while a figure is worked with", 1440, false, "#fig-curves .plot"],
  ])("%s", async (_, width, dark, opened) => {
    const {page} = reader;
    await reader.visit({width, dark});
    await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
    if (opened === "search") {
      await page.keyboard.press("/");
      await page.keyboard.type("shirt");
    } else if (opened === "help") await page.keyboard.press("?");
    else if (opened !== "") await page.click(opened);
    if (opened.endsWith(".plot")) await page.waitForSelector(".live-now");
    await page.evaluate(axe.source);
    const {violations} = (await page.evaluate("axe.run(document, {resultTypes: ['violations']})")) as {
      violations: readonly Violation[];
    };
    expect(violations.map(({id, impact, nodes}) => [id, impact, nodes[0]!.html, nodes[0]!.failureSummary])).toEqual([]);
  });
});
