import {existsSync} from "node:fs";
import {createRequire} from "node:module";
import {delimiter, join} from "node:path";
import puppeteer from "puppeteer";
import {messageOf} from "../../../core/errors.js";

/** One way to come by a browser. */
export interface BrowserRung {
  readonly name: BrowserName;
  /** Path of the browser, or of the archive it comes in; undefined where there is none. */
  readonly path: string | undefined;
  /** What was found, or why nothing was. */
  readonly found: string;
  /** What would make this rung answer. */
  readonly remedy: string;
}

export type BrowserName = "environment" | "puppeteer" | "installed" | "npm";

/** Where the ladder looks; the defaults are this process's own. */
export interface LadderEnds {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly exists?: (path: string) => boolean;
}

/**
 * All rungs in the order they are tried; the first with a path is used. Starts and unpacks nothing. The one that npm brings stands before
 * those that happen to be installed: the lock file pins its version, so that a commit has one PDF.
 */
export function browserLadder({env = process.env, exists = existsSync}: LadderEnds = {}): readonly BrowserRung[] {
  return [environment(env, exists), packed(), cached(exists), installed(env, exists)];
}

function environment(
  env: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean,
): BrowserRung {
  const path = env["PUPPETEER_EXECUTABLE_PATH"];
  const there = path !== undefined && exists(path);
  return {
    name: "environment",
    path: there ? path : undefined,
    found: there
      ? path
      : path === undefined
        ? "PUPPETEER_EXECUTABLE_PATH is not set"
        : `PUPPETEER_EXECUTABLE_PATH names ${path}, which does not exist`,
    remedy: "set PUPPETEER_EXECUTABLE_PATH to the path of a Chrome or Chromium",
  };
}

function cached(exists: (path: string) => boolean): BrowserRung {
  const remedy = "run `npx puppeteer browsers install chrome-headless-shell`";
  try {
    // Named whether it was downloaded or not.
    const path = puppeteer.executablePath();
    return exists(path)
      ? {name: "puppeteer", path, found: path, remedy}
      : {name: "puppeteer", path: undefined, found: "puppeteer has downloaded no browser", remedy};
  } catch (cause) {
    return {name: "puppeteer", path: undefined, found: messageOf(cause), remedy};
  }
}

function installed(env: Readonly<Record<string, string | undefined>>, exists: (path: string) => boolean): BrowserRung {
  const names = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "chrome"];
  const onPath = (env["PATH"] ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  const apps = ["Google Chrome", "Chromium"].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const programs = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) =>
    env[name] === undefined ? [] : [join(env[name], "Google", "Chrome", "Application", "chrome.exe")],
  );
  const path = [...onPath, ...apps, ...programs].find(exists);
  const remedy = "install Chrome or Chromium, for instance `apt-get install chromium`";
  return {name: "installed", path, found: path ?? "no Chrome or Chromium is installed", remedy};
}

function packed(): BrowserRung {
  const remedy = "on Linux x64, run `npm ci` without --omit=optional";
  try {
    const path = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    if (process.platform === "linux" && process.arch === "x64")
      return {name: "npm", path, found: "@sparticuz/chromium", remedy};
    const found = `@sparticuz/chromium runs on Linux x64 only, this is ${process.platform} ${process.arch}`;
    return {name: "npm", path: undefined, found, remedy};
  } catch {
    return {name: "npm", path: undefined, found: "@sparticuz/chromium is not installed", remedy};
  }
}
