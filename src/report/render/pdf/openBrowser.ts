import type {Browser, LaunchOptions} from "puppeteer";
import puppeteer from "puppeteer";
import {LookbookError, messageOf} from "../../../core/errors.js";
import type {BrowserRung} from "./browserLadder.js";
import {browserLadder} from "./browserLadder.js";
import {unpackBrowser} from "./packedBrowser.js";

/** A running browser; whoever opened it closes it. It dies with this process. */
export interface OpenBrowser {
  readonly browser: Browser;
  readonly rung: BrowserRung;
}

/** Options for {@link openBrowser}. */
export interface OpenOptions {
  readonly ladder?: readonly BrowserRung[];
  /** Whether Ctrl-C and a plea to end are handled by the caller, who then closes the browser; defaults to false. */
  readonly callerHandlesSignals?: boolean;
}

/**
 * Starts the first browser of the ladder that runs.
 * @throws LookbookError `no-browser` with each rung's failure and remedy
 */
export async function openBrowser({
  ladder = browserLadder(),
  callerHandlesSignals = false,
}: OpenOptions = {}): Promise<OpenBrowser> {
  const failures: string[] = [];
  for (const rung of ladder) {
    if (rung.path === undefined) {
      failures.push(`${rung.found}: ${rung.remedy}`);
      continue;
    }
    try {
      const browser =
        rung.name === "npm" ? await launchPacked(callerHandlesSignals) : await launch(rung.path, callerHandlesSignals);
      return {browser, rung};
    } catch (cause) {
      failures.push(`${rung.found} does not start (${messageOf(cause).trim().split("\n")[0]}): ${rung.remedy}`);
    }
  }
  const list = failures.map((failure) => `\n  - ${failure}`).join("");
  throw new LookbookError(
    "no-browser",
    `no browser to print the PDF with; the HTML is complete. One of these helps:${list}`,
  );
}

/**
 * Glyphs are placed the same on every machine; a container's small /dev/shm is not relied upon. Processes that a print does not need
 * are not started: a spare one for the next page, one for an empty window, one for each kind of address.
 */
const flags = [
  "--font-render-hinting=none",
  "--disable-dev-shm-usage",
  "--force-color-profile=srgb",
  "--disable-features=SpareRendererForSitePerProcess",
  "--disable-site-isolation-trials",
  "--no-startup-window",
];

async function launch(
  executablePath: string,
  callerHandlesSignals: boolean,
  more: LaunchOptions = {},
): Promise<Browser> {
  // Chromium refuses its sandbox to root; the page runs no script but the report's own and reaches no network.
  const isRoot = process.getuid?.() === 0;
  const handle = !callerHandlesSignals;
  return puppeteer.launch({
    executablePath,
    headless: true,
    // Over a pipe the browser ends with this process, however that ends.
    pipe: true,
    waitForInitialPage: false,
    args: [...flags, ...(isRoot ? ["--no-sandbox"] : [])],
    handleSIGINT: handle,
    handleSIGTERM: handle,
    handleSIGHUP: handle,
    ...more,
  });
}

async function launchPacked(callerHandlesSignals: boolean): Promise<Browser> {
  const {path, fontConfig, libraries} = await unpackBrowser();
  const args = [...flags, "--no-sandbox", "--no-zygote"];
  const env = {...process.env, FONTCONFIG_FILE: fontConfig};
  const options: LaunchOptions = {args, headless: "shell"};
  try {
    return await launch(path, callerHandlesSignals, {...options, env});
  } catch (cause) {
    if (!/error while loading shared libraries/.test(messageOf(cause))) throw cause;
    const known = process.env["LD_LIBRARY_PATH"];
    const search = known === undefined ? libraries : `${known}:${libraries}`;
    return launch(path, callerHandlesSignals, {...options, env: {...env, LD_LIBRARY_PATH: search}});
  }
}
