import {writeFileSync} from "node:fs";
import {request} from "node:http";
import {connect} from "node:net";
import {join} from "node:path";
import type {Browser, Page} from "puppeteer";
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi} from "vitest";
import type {ServedPreview} from "../../../src/report/preview/server.js";
import {startPreview} from "../../../src/report/preview/startPreview.js";
import {browserLadder} from "../../../src/report/render/pdf/browserLadder.js";
import {openBrowser} from "../../../src/report/render/pdf/openBrowser.js";
import {type TestKernel, type TestProject, testKernel, testProject} from "./project.js";

const filler = Array.from(
  {length: 60},
  (_, i) => `Paragraph ${i} of a long chapter, for the reader to be somewhere in the middle of.`,
).join("\n\n");
const plot = (id: string): string =>
  `[{kind: "plot", id: "${id}", caption: "Bars.", alt: "Three bars", data: [{type: "bar", x: ["a", "b", "c"], y: [1, 2, 3]}], layout: {}}]`;
const chapters = {
  "01-make": [
    `# Making\n\nThere are {{apples}} apples.`,
    '[{kind: "values", values: {apples: 3}}]',
    plot("first"),
    filler,
  ],
  "02-use": [
    "# Using\n\nOf {{apples}}, {{eaten}} were eaten.",
    '[{kind: "values", values: {eaten: 2}}]',
    plot("second"),
    filler,
    "## The end\n\nThat is all.",
  ],
};
const links = {"01-make": {produces: ["basket"]}, "02-use": {consumes: ["basket"]}};

/** For a busy machine. */
const patient = {timeout: 8000, interval: 20};
const packed = browserLadder().filter(({name}) => name === "npm");

describe("the preview's server", () => {
  let project: TestProject;
  let served: ServedPreview;
  beforeAll(async () => {
    project = testProject(chapters, links);
    served = await start(project, testKernel());
  });
  afterAll(async () => {
    await served.close();
    project.remove();
  });
  const ask = (
    path: string,
    {method = "GET", host = `127.0.0.1:${served.port}`} = {},
  ): Promise<{status: number; text: string; headers: Record<string, unknown>}> =>
    new Promise((resolve, reject) => {
      request({host: "127.0.0.1", port: served.port, path, method, headers: {host}}, (response) => {
        let text = "";
        response
          .on("data", (chunk) => (text += chunk))
          .on("end", () => resolve({status: response.statusCode!, text, headers: response.headers}));
      })
        .on("error", reject)
        .end();
    });

  it("is bound to this machine alone, and tells its address", () => {
    expect(served.url).toBe(`http://127.0.0.1:${served.port}/`);
  });

  it("takes the next port where the one asked for is taken", async () => {
    const other = testProject(chapters, links);
    const second = await start(other, testKernel(), served.port);
    expect(second.port).toBeGreaterThan(served.port);
    await second.close();
    other.remove();
  });

  it.each(["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example"])(
    "refuses the host %j: a name that somebody else points here",
    async (host) => {
      expect((await ask("/", {host})).status).toBe(403);
    },
  );

  it.each(["localhost", "127.0.0.1:4000", "[::1]:4000"])("answers to the host %j", async (host) => {
    expect((await ask("/", {host})).status).toBe(200);
  });

  it.each(["/../package.json", "/%2e%2e/package.json", "/notebooks/01-make.ipynb", "//etc/passwd", "/parts/../../x"])(
    "has nothing at %s",
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it.each(["POST", "PUT", "DELETE", "PATCH"])("refuses %s", async (method) => {
    expect((await ask("/", {method})).status).toBe(405);
  });

  it("lets the page run its own scripts alone, each time by another word, and ask nobody else", async () => {
    const [one, two] = [await ask("/"), await ask("/")].map(({headers}) => String(headers["content-security-policy"]));
    expect(one).toContain("default-src 'none'");
    expect(one).toContain("connect-src 'self'");
    expect(one).toContain("frame-ancestors 'none'");
    expect(one).toMatch(/script-src 'sha256-[^;]* 'nonce-[\w+/=]+'/);
    expect(one).not.toBe(two);
    expect((await ask("/")).text).not.toContain('http-equiv="Content-Security-Policy"');
  });

  it("outlives a visitor who hangs up", async () => {
    const socket = connect(served.port, "127.0.0.1");
    socket.write(`GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    await new Promise((came) => socket.once("data", came));
    socket.destroy();
    expect((await ask("/")).status).toBe(200);
  });
});

// Skipped where npm brings no browser: anything but Linux on x64.
describe.skipIf(packed[0]?.path === undefined)("an open page of the preview", () => {
  let browser: Browser;
  let project: TestProject;
  let kernel: TestKernel;
  let served: ServedPreview;
  let complaints: string[];
  beforeAll(async () => {
    browser = (await openBrowser({ladder: packed})).browser;
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
  });
  beforeEach(async () => {
    project = testProject(chapters, links);
    kernel = testKernel();
    complaints = [];
    served = await start(project, kernel);
  });
  afterEach(async () => {
    kernel.gate.open();
    for (const page of await browser.pages()) if (page.url().startsWith("http")) await page.close();
    await served.close();
    project.remove();
  });
  const open = async (): Promise<Page> => {
    const page = await browser.newPage();
    page.on(
      "console",
      (message) =>
        message.type() === "error" &&
        !/ERR_CONNECTION|ERR_INCOMPLETE/.test(message.text()) &&
        complaints.push(message.text()),
    );
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(served.url);
    await shows(page, "Of 3, 2 were eaten.");
    return page;
  };
  const textOf = (page: Page): Promise<string> =>
    page.evaluate("document.querySelector('main').textContent") as Promise<string>;
  const shows = (page: Page, text: string): Promise<void> =>
    vi.waitFor(async () => expect(await textOf(page)).toContain(text), patient);
  const status = (page: Page): Promise<string> =>
    page.evaluate(
      "document.querySelector('[data-preview-ui]').shadowRoot.querySelector('.text').textContent",
    ) as Promise<string>;

  /** Where the last paragraph is in the window; the reader is there. */
  const end = "[...document.querySelectorAll('main p')].find((p) => p.textContent.startsWith('That is all'))";
  const goToEnd = (page: Page): Promise<unknown> =>
    page.evaluate(`${end}.scrollIntoView({block: 'center', behavior: 'instant'})`);
  const topOfEnd = (page: Page): Promise<number> =>
    page.evaluate(`${end}.getBoundingClientRect().top`) as Promise<number>;

  it("follows a save in every tab; what did not change is left alone, and the reader stays where he is", async () => {
    const pages = [await open(), await open()];
    const [page] = pages as [Page];
    await page.evaluate("for (const figure of document.querySelectorAll('figure')) figure.seen = true");
    await goToEnd(page);
    const before = await topOfEnd(page);
    project.edit("01-make", "There are", `${"Lo and behold, a paragraph of many lines. ".repeat(20)} There are`);
    await Promise.all(pages.map((one) => shows(one, "Lo and behold")));
    expect(complaints).toEqual([]);
    expect(Math.abs((await topOfEnd(page)) - before)).toBeLessThanOrEqual(1);
    expect(await page.evaluate("[...document.querySelectorAll('main figure')].map(({seen}) => seen)")).toEqual([
      true,
      true,
    ]);
    expect(complaints).toEqual([]);
    expect(kernel.ran).toEqual(["01-make", "02-use"]);
  });

  it("marks the chapter that runs, keeps its old outputs, and shows the new ones", async () => {
    const page = await open();
    kernel.gate.close();
    project.edit("01-make", "apples: 3", "apples: 7");
    const marks =
      "[...document.querySelectorAll('[data-preview] > .chapter-title')].map(({dataset}) => [dataset.notebook, dataset.previewNote])";
    await vi.waitFor(
      async () =>
        expect(await page.evaluate(marks)).toEqual([
          ["01-make", "being computed again: cell 1 of 2"],
          ["02-use", "outputs of an earlier run"],
        ]),
      patient,
    );
    expect(await status(page)).toContain("01-make: cell 1 of 2  first line");
    expect(await textOf(page)).toContain("Of 3, 2 were eaten.");
    kernel.gate.open();
    await shows(page, "Of 7, 2 were eaten.");
    await vi.waitFor(async () => expect(await page.evaluate(marks)).toEqual([]), patient);
    await vi.waitFor(async () => expect(await status(page)).toBe("up to date"), patient);
  });

  it("shows a problem in its place and in the corner, and neither when it is mended", async () => {
    const page = await open();
    project.edit("02-use", "were eaten", "were {{aeten}}");
    await vi.waitFor(async () => expect(await status(page)).toContain("1 problem"), patient);
    const box = "document.querySelector('[aria-labelledby=sec-02-use] .error')?.textContent";
    const message =
      /notebooks\/02-use\.ipynb, cell 1: no value "aeten" was published; did you mean "eaten"\?[\s\S]*> 3 \| Of/;
    await vi.waitFor(async () => expect(await page.evaluate(box)).toMatch(message), patient);
    project.edit("02-use", "were {{aeten}}", "were eaten");
    await vi.waitFor(async () => expect(await status(page)).toBe("up to date"), patient);
    await vi.waitFor(async () => expect(await page.evaluate(box)).toBeUndefined(), patient);
  });

  it("reads out what has no place on the page", async () => {
    const page = await open();
    writeFileSync(join(project.paths.report, "report.json"), "{");
    const list =
      "document.querySelector('[data-preview-ui]').shadowRoot.querySelector('.list:not([hidden])')?.textContent";
    await vi.waitFor(
      async () => expect(await page.evaluate(list)).toMatch(/report .*report\.json is not JSON/),
      patient,
    );
    expect(await textOf(page)).toContain("Of 3, 2 were eaten.");
  });

  it("goes on when the preview was ended and started again", async () => {
    const page = await open();
    await served.close();
    await vi.waitFor(async () => expect(await status(page)).toContain("has stopped"), patient);
    project.edit("02-use", "were eaten", "were enjoyed");
    served = await start(project, kernel, served.port);
    await shows(page, "Of 3, 2 were enjoyed.");
    await vi.waitFor(async () => expect(await status(page)).toBe("up to date"), patient);
  });

  it("gives what comes the tools of a report: copying, downloads, figures that wake, search, where a value is from", async () => {
    const page = await open();
    const ask = (expression: string): Promise<unknown> => page.evaluate(expression);
    const found = async (words: string): Promise<string> => {
      await ask("lookbook.openSearch()");
      await ask(
        `(() => { const field = document.querySelector("#search input"); field.value = "${words}"; field.dispatchEvent(new Event("input")); })()`,
      );
      const text = (await ask("document.querySelector('#search [role=listbox]').textContent")) as string;
      await ask("document.querySelector('#search').close()");
      return text;
    };
    expect(await found("enjoyed")).toBe("");
    expect(await found("were eaten.")).toContain("were eaten");
    await ask("window.isFirst = true");
    const gauge =
      '[{kind: "plot", id: "gauge", caption: "G.", alt: "A gauge", data: [{type: "indicator", value: 3}], layout: {}}]';
    const table = '[{kind: "table", id: "counts", caption: "Counts.", columns: [{name: "Count"}], rows: [[5]]}]';
    project.save("02-use", [
      "# Using\n\nOf {{apples}}, {{eaten}} were enjoyed.",
      '[{kind: "values", values: {eaten: 2.5}}]',
      table,
      plot("third"),
      gauge,
    ]);
    await shows(page, "Of 3, 2.5 were enjoyed.");
    const names = (selector: string): string =>
      `[...document.querySelectorAll("${selector}")].map(({textContent}) => textContent).join()`;
    await vi.waitFor(async () => expect(await ask(names("#tab-counts .tools button"))).toBe("CSV,Copy"), patient);
    expect(await ask(names("#fig-third .tools button"))).toBe("SVG,PNG,CSV");
    expect(
      await ask(
        "[...document.querySelectorAll('pre.code')].every((pre) => pre.nextElementSibling?.matches('.code-tools'))",
      ),
    ).toBe(true);
    expect(await ask("document.querySelector('.fold-all').hidden")).toBe(false);
    await ask("lookbook.foldAll()");
    expect(await ask("[...document.querySelectorAll('main details.source')].every(({open}) => open)")).toBe(true);
    await page.waitForFunction("document.querySelector('.fold-all').textContent === 'Hide all code'");

    expect(await found("were eaten.")).toBe("");
    expect(await found("enjoyed")).toContain("enjoyed");

    await ask("document.querySelector('[aria-labelledby=sec-02-use] a.value:nth-of-type(2)').click()");
    expect(await ask("document.querySelector('#made').textContent")).toMatch(/eaten.*2\.5/s);
    await ask("document.querySelector('#made').hidePopover()");

    await ask("document.querySelector('[data-plot=fig-third]').focus()");
    await page.keyboard.press("Enter");
    await page.waitForFunction("document.querySelector('[data-plot=fig-third].live-now .main-svg')", patient);
    await ask("document.querySelector('[data-plot=fig-gauge]').scrollIntoView()");
    await page.waitForFunction("document.querySelector('[data-plot=fig-gauge] .main-svg')", patient);
    expect(await ask("window.isFirst")).toBe(true);
    await ask("document.querySelector('[data-plot=fig-third]').scrollIntoView()");
    project.edit("02-use", "# Using", "# Eating\\n\\n## Later");
    await page.waitForFunction("document.querySelector('.contents').textContent.includes('Later')", patient);
    await ask(
      "document.querySelector('#sec-later, [id*=later]').scrollIntoView({block: 'start', behavior: 'instant'})",
    );
    await page.waitForFunction(
      "document.querySelector('.contents [aria-current]')?.textContent.includes('Later')",
      patient,
    );
    expect(complaints).toEqual([]);
  }, 30_000);

  it("takes in chapters that come, move and go", async () => {
    const page = await open();
    project.save("03-new", ["# Novel\n\nNew."]);
    const list = (names: readonly string[]): void =>
      writeFileSync(
        join(project.paths.report, "report.json"),
        JSON.stringify({title: "Orchard", authors: ["A. Tester"], chapters: names}),
      );
    const titles =
      "[...document.querySelectorAll('main .chapter-title[data-notebook]')].map(({dataset}) => dataset.notebook).join()";
    list(["03-new", "01-make", "02-use"]);
    await vi.waitFor(async () => expect(await page.evaluate(titles)).toBe("03-new,01-make,02-use"), patient);
    list(["02-use", "01-make"]);
    await vi.waitFor(async () => expect(await page.evaluate(titles)).toBe("02-use,01-make"), patient);
    expect(await page.evaluate("document.querySelector('nav.contents').textContent")).toMatch(/1Using[\s\S]*2Making/);
    expect(complaints).toEqual([]);
  });
});

function start({paths}: TestProject, {execute}: TestKernel, port = 0): Promise<ServedPreview> {
  return startPreview({paths, inputs: {library: "1"}, env: process.env, execute, port});
}
