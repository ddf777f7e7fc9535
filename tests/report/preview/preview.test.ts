import {mkdirSync, rmSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, it, vi} from "vitest";
import {LookbookError} from "../../../src/core/errors.js";
import {Preview, type PreviewOptions} from "../../../src/report/preview/preview.js";
import {startPreview} from "../../../src/report/preview/startPreview.js";
import {type TestKernel, type TestProject, testKernel, testProject} from "./project.js";

const chapters = {
  "01-make": [
    "# Making\n\nThere are {{apples | integer}} apples. See @sec-use.",
    '[{kind: "values", values: {apples: 3}}]',
    "Not more.",
  ],
  "02-use": ["# Using {#use}\n\nOf {{apples}}, {{eaten}} were eaten.", '[{kind: "values", values: {eaten: 2}}]'],
  "03-else": ["# Elsewhere\n\nIt rains.", '[{kind: "values", values: {"rain.mm": 8}, audience: "programs"}]'],
};
const links = {"01-make": {produces: ["basket"]}, "02-use": {consumes: ["basket"]}};

describe("a preview", () => {
  let project: TestProject;
  let kernel: TestKernel;
  let preview: Preview;
  const open = async (more: Partial<PreviewOptions> = {}): Promise<Preview> => {
    preview = await Preview.open({
      paths: project.paths,
      inputs: {library: "1"},
      env: process.env,
      dress: {script: "/preview.js", css: ""},
      execute: kernel.execute,
      ...more,
    });
    return preview;
  };
  const text = (): string =>
    preview.page.parts.body.replaceAll(/<script[\s\S]*?<\/script>|<[^>]*>/g, "").replaceAll(/\s+/g, " ");
  /** Waits until nothing runs and nothing will. */
  const settled = (): Promise<void> =>
    vi.waitFor(() => expect(preview.state.running).toEqual([]), {timeout: 5000, interval: 5}).then(() => sleep(20));
  /** Between two chapters nothing runs, but one waits. */
  const through = (): Promise<void> =>
    vi.waitFor(() => expect(preview.state).toMatchObject({running: [], waiting: []}), {timeout: 5000, interval: 5});
  const ready = async (): Promise<void> => {
    await open();
    await preview.refresh();
    await through();
    kernel.ran.length = 0;
  };

  beforeEach(() => {
    project = testProject(chapters, links);
    kernel = testKernel();
  });
  afterEach(async () => {
    kernel.gate.open();
    await preview?.close();
    project.remove();
  });

  it("is there before anything has run: what is not known yet is left open", async () => {
    await open();
    expect(text()).toContain("There are … apples.");
    expect(text()).toContain("It rains.");
    expect(preview.state).toMatchObject({problems: [], waiting: ["01-make", "02-use", "03-else"]});
    expect(kernel.ran).toEqual([]);
  });

  it("runs what never ran, makers first, and shows it", async () => {
    await open();
    await preview.refresh();
    await vi.waitFor(() => expect(text()).toContain("Of 3, 2 were eaten."), {timeout: 5000});
    expect(kernel.ran.indexOf("01-make")).toBeLessThan(kernel.ran.indexOf("02-use"));
    await vi.waitFor(() => expect(preview.state).toMatchObject({problems: [], waiting: []}));
  });

  it("takes up what was run before", async () => {
    await ready();
    await preview.close();
    await open();
    expect(text()).toContain("Of 3, 2 were eaten.");
    await preview.refresh();
    expect(kernel.ran).toEqual([]);
  });

  it("shows an edit of prose without running a cell", async () => {
    await ready();
    const before = preview.page.version;
    project.edit("02-use", "were eaten", "were enjoyed");
    await preview.refresh();
    expect(text()).toContain("Of 3, 2 were enjoyed.");
    expect(preview.page.version).not.toBe(before);
    expect(kernel.ran).toEqual([]);
  });

  it("keeps its version where a save changes nothing", async () => {
    await ready();
    const before = preview.page.version;
    await preview.refresh();
    expect(preview.page.version).toBe(before);
  });

  it("runs the chapter of a changed cell and those that consume from it, and no other; old outputs stay meanwhile", async () => {
    await ready();
    kernel.gate.close();
    project.edit("01-make", "apples: 3", "apples: 5");
    await preview.refresh();
    expect(preview.state.running).toEqual([{chapter: "01-make", cell: 1, cells: 2, firstLine: "first line"}]);
    expect(preview.state.waiting).toEqual(["02-use"]);
    expect(text()).toContain("There are 3 apples.");
    kernel.gate.open();
    await vi.waitFor(() => expect(text()).toContain("Of 5, 2 were eaten."), {timeout: 5000});
    expect(kernel.ran).toEqual(["01-make", "02-use"]);
  });

  it("ends a run when a newer save changes its cells, and lets it go on when the save changes prose", async () => {
    await ready();
    kernel.gate.close();
    project.edit("03-else", 'mm\\": 8', 'mm\\": 9');
    await preview.refresh();
    project.edit("03-else", "It rains", "It pours");
    await preview.refresh();
    expect(text()).toContain("It pours.");
    expect(kernel.ran).toEqual(["03-else"]);
    project.edit("03-else", 'mm\\": 9', 'mm\\": 10');
    await preview.refresh();
    await vi.waitFor(() => expect(kernel.ran).toEqual(["03-else", "03-else!", "03-else"]));
    kernel.gate.open();
    await vi.waitFor(() => expect(preview.state).toMatchObject({problems: [], running: [], waiting: []}));
    expect(kernel.ran.length).toBe(3);
  });

  it("runs what was edited last at once, beside a long run", async () => {
    await ready();
    kernel.gate.close();
    project.edit("01-make", "apples: 3", "apples: 4");
    await preview.refresh();
    project.edit("03-else", 'mm\\": 8', 'mm\\": 9');
    await preview.refresh(new Set([join(project.paths.notebooks, "03-else.ipynb")]));
    expect(preview.state.running.map(({chapter}) => chapter)).toEqual(["01-make", "03-else"]);
  });

  it("shows a cell that failed at its place with the lines around, keeps the old outputs, and forgets it when mended", async () => {
    await ready();
    project.edit("01-make", "[{kind", "(() => {\\n throw new Error('worm'); })() || [{kind");
    await preview.refresh();
    await vi.waitFor(() => expect(preview.state.problems).toHaveLength(1));
    await settled();
    const [problem] = preview.state.problems;
    expect(problem).toMatchObject({chapter: "01-make", cell: 2, message: "Error: worm"});
    expect(problem!.detail).toContain("> 2 |  throw new Error('worm')");
    expect(text()).toMatch(/There are 3 apples\..*notebooks\/01-make\.ipynb, cell 2: Error: worm.*Not more\./);
    expect(text()).toContain("Of 3, 2 were eaten.");
    expect(kernel.ran).toEqual(["01-make"]);
    project.edit("01-make", "throw new Error('worm');", "");
    await preview.refresh();
    await vi.waitFor(() => expect(preview.state).toMatchObject({problems: [], waiting: []}), {timeout: 5000});
    expect(text()).not.toContain("worm");
  });

  it("runs a failed chapter again only when it is saved again", async () => {
    await ready();
    project.edit("03-else", "[{kind", "(() => { throw new Error('worm'); })() || [{kind");
    await preview.refresh();
    await settled();
    await preview.refresh();
    expect(kernel.ran).toEqual(["03-else"]);
    await preview.refresh(new Set([join(project.paths.notebooks, "03-else.ipynb")]));
    await settled();
    expect(kernel.ran).toEqual(["03-else", "03-else"]);
  });

  it.each([
    ["an unknown value", "were eaten", "were {{aeten}}", /no value "aeten".*"eaten"/, "Of 3, 2 were …."],
    ["an unknown reference", "were eaten", "were eaten, see @fig-core", /"@fig-core"/, "Of 3, 2 were eaten, see …."],
    ["a formula that is none", "were eaten", "were $\\\\frac{1$", /formula/, "Of 3, 2 were"],
    ["a callout that is none", "were eaten.", "were eaten.\\n\\n:::wrning\\nNo.\\n:::", /wrning/, "were eaten."],
  ])("shows %s at its place, and the rest of the page stays", async (_, from, to, message, shown) => {
    await ready();
    project.edit("02-use", from, to);
    await preview.refresh();
    expect(preview.state.problems).toEqual([
      expect.objectContaining({chapter: "02-use", cell: 1, message: expect.stringMatching(message)}),
    ]);
    expect(preview.state.problems[0]!.detail).toMatch(/^> [35] \| (?:Of|:::wrning)/m);
    expect(text()).toContain(shown);
    expect(text()).toContain("notebooks/02-use.ipynb, cell 1:");
    expect(text()).toContain("There are 3 apples. See Chapter 2.");
    project.edit("02-use", to, from);
    await preview.refresh();
    expect(preview.state.problems).toEqual([]);
    expect(text()).toContain("Of 3, 2 were eaten.");
  });

  it("shows every problem of a save at once", async () => {
    await ready();
    project.edit("01-make", "Not more.", "Not {{more}}.");
    project.edit("02-use", "were eaten", "were {{aeten}}");
    project.edit("03-else", "It rains", "It {{rains}}");
    await preview.refresh();
    expect(preview.state.problems.map(({chapter, cell}) => [chapter, cell])).toEqual([
      ["01-make", 3],
      ["02-use", 1],
      ["03-else", 1],
    ]);
  });

  it("keeps a chapter as it was while its file is half saved, and says where it is broken", async () => {
    await ready();
    const path = join(project.paths.notebooks, "02-use.ipynb");
    writeFileSync(path, '{\n  "cells": [');
    await preview.refresh();
    expect(preview.state.problems).toEqual([
      expect.objectContaining({chapter: "02-use", cell: undefined, message: expect.stringContaining("expected JSON")}),
    ]);
    expect(text()).toContain("Of 3, 2 were eaten.");
    project.save("02-use", ["# Using {#use}\n\nOf {{apples}}, all but {{eaten}} were eaten.", chapters["02-use"][1]!]);
    await preview.refresh();
    expect(preview.state.problems).toEqual([]);
    expect(text()).toContain("all but 2 were eaten");
    expect(kernel.ran).toEqual([]);
  });

  it("starts with a notebook that is broken or missing, and shows the others", async () => {
    await ready();
    await preview.close();
    writeFileSync(join(project.paths.notebooks, "03-else.ipynb"), "<<<<<<< HEAD\n{}");
    rmSync(join(project.paths.notebooks, "02-use.ipynb"));
    await open();
    expect(preview.state.problems).toEqual(
      expect.arrayContaining([
        expect.objectContaining({chapter: "02-use", message: expect.stringContaining("does not exist")}),
        expect.objectContaining({chapter: "03-else", message: expect.stringContaining("merge conflict")}),
      ]),
    );
    expect(text()).toContain("There are 3 apples.");
  });

  it("says when chapters cannot be ordered, and runs nothing", async () => {
    await ready();
    project.save("01-make", chapters["01-make"], {produces: ["basket"], consumes: ["pie"]});
    await preview.refresh();
    expect(preview.state.problems).toEqual([
      expect.objectContaining({chapter: "01-make", message: expect.stringMatching(/"pie", which no chapter produces/)}),
    ]);
    expect(text()).toContain("There are 3 apples.");
    expect(kernel.ran).toEqual([]);
  });

  it("keeps the page when report.json breaks, and takes up a new title when it is whole", async () => {
    await ready();
    const path = join(project.paths.report, "report.json");
    writeFileSync(path, "{");
    await preview.refresh();
    expect(preview.state.problems).toEqual([
      expect.objectContaining({chapter: undefined, message: expect.stringContaining("is not JSON")}),
    ]);
    expect(text()).toContain("There are 3 apples.");
    writeFileSync(path, JSON.stringify({title: "Meadow", authors: [], chapters: ["03-else"]}));
    await preview.refresh();
    expect(preview.state.problems).toEqual([]);
    expect(preview.page.parts.title).toBe("Meadow");
    expect(text()).not.toContain("apples");
  });

  it("runs again what depends on data that has changed, and says so until it is done", async () => {
    await ready();
    const news: (string | undefined)[] = [];
    preview.subscribe(() => news.push(preview.state.news));
    const {env} = process;
    await preview.renew(["the data"], async () => ({inputs: {library: "1", data: "2"}, env}));
    expect(preview.state.news).toBe("the data has changed; chapters run again");
    await through();
    await settled();
    expect([...kernel.ran].sort()).toEqual(["01-make", "02-use", "03-else"]);
    expect(preview.state).not.toHaveProperty("news");

    kernel.ran.length = 0;
    news.length = 0;
    await preview.renew(["the library"], async () => ({inputs: {library: "1", data: "2"}, env}));
    await through();
    await settled();
    expect(kernel.ran).toEqual([]);
    expect(news.every((one) => one === undefined)).toBe(true);
  });

  it("keeps the page where data cannot be read, with the reason, until it can", async () => {
    await ready();
    await preview.renew(["the data"], () => Promise.reject(new LookbookError("bad-file", "data/a.csv is half there")));
    expect(preview.state.problems).toMatchObject([{message: "data/a.csv is half there"}]);
    expect(text()).toContain("Of 3, 2 were eaten.");
    await preview.renew(["the data"], async () => ({inputs: {library: "1"}, env: process.env}));
    expect(preview.state.problems).toEqual([]);
    expect(kernel.ran).toEqual([]);
  });

  it("looks at data again when a file of it is written, but not when a chapter leaves something", async () => {
    mkdirSync(join(project.paths.data, "processed"), {recursive: true});
    const told: string[] = [];
    let version = 1;
    const served = await startPreview({
      paths: project.paths,
      inputs: {data: "1"},
      env: process.env,
      execute: kernel.execute,
      port: 0,
      reread: async () => ({inputs: {data: String(++version)}, env: process.env}),
      onNews: (news) => told.push(news),
    });
    try {
      await vi.waitFor(() => expect(kernel.ran).toHaveLength(3), {timeout: 5000, interval: 5});
      writeFileSync(join(project.paths.data, "processed", "made.json"), "1");
      await sleep(600);
      expect(version).toBe(1);
      writeFileSync(join(project.paths.data, "a.csv"), "1");
      await vi.waitFor(() => expect(kernel.ran).toHaveLength(6), {timeout: 5000, interval: 5});
      expect(told).toEqual(["the data has changed; chapters run again"]);
    } finally {
      await served.close();
    }
  });

  it("runs nothing where it is asked not to", async () => {
    await open({run: false});
    await preview.refresh();
    await sleep(30);
    expect(kernel.ran).toEqual([]);
    expect(preview.state.waiting).toHaveLength(3);
  });

  it("ends what runs when it is closed", async () => {
    await open();
    kernel.gate.close();
    await preview.refresh();
    await preview.close();
    expect(kernel.ran).toEqual(["01-make", "01-make!"]);
  });

  it("refuses a profile that report.json does not know", async () => {
    await expect(open({profile: "huge"})).rejects.toThrow('unknown profile "huge"');
  });
});
