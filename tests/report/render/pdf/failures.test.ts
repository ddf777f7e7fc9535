import {readdir, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it, vi} from "vitest";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {printLimit, printPdf} from "../../../../src/report/render/pdf/printPdf.js";
import {startBrowser} from "../../../../src/report/render/pdf/startBrowser.js";
import {chapter, markdown, render} from "../notebooks.js";
import {canPrint, usePress} from "./printing.js";

/** What the disk answers to whatever is written aside. */
let refusal: Error | undefined;
vi.mock("node:fs/promises", async (load) => {
  const real = await load<typeof import("node:fs/promises")>();
  const refuse: typeof real.writeFile = async (path, ...rest) => {
    if (refusal && String(path).endsWith(".part")) throw refusal;
    return real.writeFile(path, ...rest);
  };
  return {...real, writeFile: refuse};
});

const press = usePress();
const options = {title: "T", authors: ["A"], date: "2026-11-21"};

describe("printLimit(html)", () => {
  it("allows a minute, and more for figures and for bytes, which stand for pages", () => {
    expect(printLimit("")).toBe(60_000);
    expect(printLimit('<div data-plot="a"></div>'.repeat(30))).toBeGreaterThanOrEqual(120_000);
    expect(printLimit("x".repeat(20e6))).toBe(260_000);
  });
});

describe("startBrowser(options)", () => {
  it("keeps a failure for who waits, and closes what never opened", async () => {
    const started = startBrowser({ladder: []});
    await new Promise((done) => setTimeout(done, 10));
    await expect(started.browser).rejects.toMatchObject({code: "no-browser"});
    await expect(started.close()).resolves.toBeUndefined();
  });

  it.skipIf(!canPrint)("prints with a browser that is still opening", async () => {
    const {folder, theme} = press();
    const path = join(folder, "early.html");
    const started = startBrowser({ladder: browserLadder().filter(({name}) => name === "npm")});
    try {
      await writeFile(path, render([chapter("01", [markdown("# T")])], {theme}).html);
      const {pages} = await printPdf(path, join(folder, "early.pdf"), {...options, browser: started.browser});
      expect(pages).toBeGreaterThan(1);
    } finally {
      await started.close();
    }
  });
});

describe.skipIf(!canPrint)("a print that fails", () => {
  const html = (): string => render([chapter("01", [markdown("# T")])], {theme: press().theme}).html;

  it("says that the browser ended, and what may have ended it", async () => {
    const {folder, theme} = press();
    // The page never says that it is ready.
    const stuck = {...theme, script: `${theme.script}\nwindow.lookbookReady = () => new Promise(() => undefined);`};
    await writeFile(join(folder, "dies.html"), render([chapter("01", [markdown("# T")])], {theme: stuck}).html);
    const started = startBrowser({ladder: browserLadder().filter(({name}) => name === "npm")});
    const browser = await started.browser;
    const printing = printPdf(join(folder, "dies.html"), join(folder, "dies.pdf"), {...options, browser});
    setTimeout(() => browser.process()?.kill("SIGKILL"), 400);
    await expect(printing).rejects.toMatchObject({
      code: "render-failed",
      message: expect.stringMatching(
        /dies\.html cannot be printed: the browser ended while it was printing \(.*\); it was killed, or the machine ran out of memory/,
      ),
    });
    await started.close();
    expect((await readdir(folder)).filter((name) => name.startsWith("dies") || name.startsWith(".dies"))).toEqual([
      "dies.html",
    ]);
  });

  it("says that the page is not there", async () => {
    const {folder, browser} = press();
    await expect(
      printPdf(join(folder, "no.html"), join(folder, "no.pdf"), {...options, browser}),
    ).rejects.toMatchObject({
      code: "disk",
      message: expect.stringContaining("no.html"),
    });
  });

  it.each([
    ["ENOSPC", "the disk is full; free some space and run the command again"],
    ["EROFS", "the file system is read-only; choose another folder"],
    ["EACCES", "permission denied; check who owns the folder"],
  ])("says why the disk takes no file (%s), and leaves nothing behind", async (code, reason) => {
    const {folder, browser} = press();
    await writeFile(join(folder, "page.html"), html());
    refusal = Object.assign(new Error(code), {code});
    const printing = printPdf(join(folder, "page.html"), join(folder, "page.pdf"), {...options, browser});
    await expect(printing).rejects.toMatchObject({
      code: "disk",
      message: `cannot write ${join(folder, "page.pdf")}: ${reason}`,
    });
    refusal = undefined;
    expect((await readdir(folder)).filter((name) => name.includes("page."))).toEqual(["page.html"]);
  });
});
