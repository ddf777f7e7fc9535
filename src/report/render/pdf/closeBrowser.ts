import type {Browser} from "puppeteer";

/** Asks a browser to close and, where it does not answer, ends it. */
export async function closeForSure(browser: Browser): Promise<void> {
  const child = browser.process();
  const patience = setTimeout(() => child?.kill("SIGKILL"), 3000);
  await browser.close().catch(() => child?.kill("SIGKILL"));
  clearTimeout(patience);
}
