import {mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Browser} from "puppeteer";
import {afterAll, beforeAll} from "vitest";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {closeForSure} from "../../../../src/report/render/pdf/closeBrowser.js";
import {openBrowser} from "../../../../src/report/render/pdf/openBrowser.js";
import type {PrintedPdf} from "../../../../src/report/render/pdf/printPdf.js";
import {printPdf} from "../../../../src/report/render/pdf/printPdf.js";
import type {Theme} from "../../../../src/report/render/theme.js";
import {loadTheme} from "../../../../src/report/render/theme.js";

const packed = browserLadder().filter(({name}) => name === "npm");

/** Whether npm brings a browser: on Linux x64 alone. */
export const canPrint: boolean = packed[0]?.path !== undefined;

/** What a test prints with. */
export interface Press {
  readonly browser: Browser;
  readonly theme: Theme;
  readonly folder: string;
  readonly print: (html: string) => Promise<PrintedPdf & {readonly pdf: Buffer; readonly path: string}>;
}

/** A browser and a folder for the tests of a file; gone at their end. */
export function usePress(): () => Press {
  let press: Press | undefined;
  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), "lookbook-press-"));
    const [theme, {browser}] = await Promise.all([loadTheme(), openBrowser({ladder: packed})]);
    let count = 0;
    const print = async (html: string): ReturnType<Press["print"]> => {
      const path = join(folder, `${count++}`);
      await writeFile(`${path}.html`, html);
      const options = {title: "T", authors: ["A"], date: "2026-11-21", browser};
      const printed = await printPdf(`${path}.html`, `${path}.pdf`, options);
      return {...printed, path: `${path}.pdf`, pdf: await readFile(`${path}.pdf`)};
    };
    press = {browser, theme, folder, print};
  }, 60_000);
  afterAll(async () => {
    if (press) await closeForSure(press.browser);
    if (press) await rm(press.folder, {recursive: true, force: true});
  });
  return () => press!;
}
