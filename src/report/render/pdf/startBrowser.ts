import type {Browser} from "puppeteer";
import {closeForSure} from "./closeBrowser.js";
import {type OpenOptions, openBrowser} from "./openBrowser.js";

/** A browser that opens while other work is done; to be closed whatever comes. */
export interface StartedBrowser {
  /** Fails as {@link openBrowser} does, and only who waits for it hears of it. */
  readonly browser: Promise<Browser>;
  readonly close: () => Promise<void>;
}

/** Begins to open the first browser of the ladder that runs, for `printPdf` to use as soon as the page is written. */
export function startBrowser(options: OpenOptions = {}): StartedBrowser {
  const browser = openBrowser(options).then((opened) => opened.browser);
  // A failure before anybody waits is no accident of the process.
  browser.catch(() => undefined);
  return {
    browser,
    close: async () => {
      const opened = await browser.catch(() => undefined);
      if (opened) await closeForSure(opened);
    },
  };
}
