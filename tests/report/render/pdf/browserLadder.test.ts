import {describe, expect, it} from "vitest";
import {browserLadder} from "../../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../../src/report/render/pdf/openBrowser.js";

describe("the ladder of browsers", () => {
  it("has four rungs, the one that the lock file pins before those that happen to be there, each with a remedy", () => {
    const ladder = browserLadder({env: {}, exists: () => false});
    expect(ladder.map(({name}) => name)).toEqual(["environment", "npm", "puppeteer", "installed"]);
    expect(ladder.every(({remedy, found}) => remedy !== "" && found !== "")).toBe(true);
  });

  it("takes the browser that the environment names, if it is there", () => {
    const env = {PUPPETEER_EXECUTABLE_PATH: "/opt/chrome"};
    expect(browserLadder({env, exists: (path) => path === "/opt/chrome"})[0]?.path).toBe("/opt/chrome");
    expect(browserLadder({env, exists: () => false})[0]).toMatchObject({
      path: undefined,
      found: "PUPPETEER_EXECUTABLE_PATH names /opt/chrome, which does not exist",
    });
  });

  it("finds an installed one on the path", () => {
    const rung = browserLadder({env: {PATH: "/a:/b"}, exists: (path) => path === "/b/chromium"})[3];
    expect(rung?.path).toBe("/b/chromium");
  });

  it("says every rung's failure and remedy where none answers", async () => {
    const ladder = [
      {name: "environment", path: undefined, found: "nothing is set", remedy: "set it"},
      {name: "installed", path: "/does/not/exist", found: "/does/not/exist", remedy: "install one"},
    ] as const;
    await expect(openBrowser({ladder})).rejects.toMatchObject({
      code: "no-browser",
      message: expect.stringMatching(
        /the HTML is complete[\s\S]*nothing is set: set it[\s\S]*\/does\/not\/exist does not start .*: install one/,
      ),
    });
  });
});
