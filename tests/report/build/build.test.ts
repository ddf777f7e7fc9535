import {createHash} from "node:crypto";
import {existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import {type BuildEvent, type BuildOptions, buildReport} from "../../../src/report/build/build.js";

interface CellSource {
  readonly md?: string;
  readonly code?: string;
  readonly tags?: readonly string[];
}

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, {recursive: true, force: true});
});

function notebook(cells: readonly CellSource[], links: object = {}): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: cells.map(({md, code, tags}, i) => ({
      id: `cell-${i}`,
      cell_type: md === undefined ? "code" : "markdown",
      metadata: {...(tags && {tags}), ...(i === 0 && {lookbook: links})},
      source: md ?? code,
      ...(md === undefined && {execution_count: null, outputs: []}),
    })),
  });
}

/** A cell that publishes values as the library's `publish` does. */
function publishes(values: string): string {
  return `import * as tslab from "tslab";
tslab.display.html('<div data-lookbook="values"><script type="application/vnd.lookbook+json">' + JSON.stringify({kind: "values", values: ${values}}) + '</scr' + 'ipt></div>');`;
}

/** A project of two chapters on a subject far from garments; the second consumes what the first produces. */
function project(): string {
  const root = mkdtempSync(join(tmpdir(), "lookbook-build-"));
  folders.push(root);
  mkdirSync(join(root, "report"));
  mkdirSync(join(root, "notebooks"));
  const config = {
    title: "Apples",
    authors: ["A. Tester"],
    chapters: ["02-use", "01-make"],
    profiles: {small: {parameters: {size: 3}}, large: {parameters: {size: 30}}},
  };
  writeFileSync(join(root, "report", "report.json"), JSON.stringify(config));
  writeFileSync(
    join(root, "notebooks", "01-make.ipynb"),
    notebook(
      [
        {md: "# Making\n\nThere are {{apples.count | integer}} apples."},
        {code: "let size: number = 1;", tags: ["parameters"]},
        {
          code: `import * as fs from "fs";\nfs.writeFileSync("../basket", String(size));\n${publishes('{"apples.count": size}')}`,
        },
      ],
      {produces: ["basket"]},
    ),
  );
  writeFileSync(
    join(root, "notebooks", "02-use.ipynb"),
    notebook(
      [
        {md: "# Using\n\nThe basket holds {{basket.held | integer}}, of {{apples.count | integer}}."},
        {code: `import * as fs from "fs";\nconst held: number = Number(fs.readFileSync("../basket", "utf8"));`},
        {code: publishes('{"basket.held": held}')},
      ],
      {consumes: ["basket"]},
    ),
  );
  return root;
}

function edit(root: string, name: string, from: string, to: string): void {
  const path = join(root, "notebooks", `${name}.ipynb`);
  writeFileSync(path, readFileSync(path, "utf8").replace(from, to));
}

function build(root: string, options: Partial<BuildOptions> = {}): Promise<string[]> {
  const events: string[] = [];
  const onEvent = (event: BuildEvent): void => {
    if (event.type === "chapter" && ["cached", "ended"].includes(event.event.type)) {
      events.push(`${event.chapter} ${event.event.type}`);
    }
  };
  return buildReport({
    paths: projectAt(root),
    inputs: {library: "1"},
    pdf: false,
    env: process.env,
    onEvent,
    ...options,
  }).then(() => events);
}

const htmlOf = (root: string): string => readFileSync(join(root, "report", "dist", "report.html"), "utf8");

describe("buildReport(options)", {timeout: 60_000}, () => {
  let root: string;
  beforeAll(() => {
    root = project();
  });

  it("runs a producer before its consumer, whatever the reading order, and binds both", async () => {
    expect(await build(root)).toEqual(["01-make ended", "02-use ended"]);
    expect(htmlOf(root).replaceAll(/<[^>]*>/g, "")).toContain("The basket holds 3, of 3.");
    const values = JSON.parse(readFileSync(join(root, "report", "dist", "values.json"), "utf8"));
    expect(values.values["apples.count"]).toMatchObject({value: 3, chapter: "01-make"});
    expect(values.provenance["Source"]).toMatchObject({Commit: "not under version control", Profile: "small"});
    expect(existsSync(join(root, "report", "dist", "timings.html"))).toBe(true);
    expect(existsSync(join(root, "report", "dist", "report.pdf"))).toBe(false);
  });

  it("writes elsewhere when asked, with the digest of every file and what it takes to build it again", async () => {
    const output = join(root, "report", ".cache", "elsewhere");
    await build(root, {output, env: {...process.env, SOURCE_DATE_EPOCH: "1700000000"}});
    const digests = JSON.parse(readFileSync(join(output, "digests.json"), "utf8"));
    expect(digests.source).toEqual({
      commit: null,
      dirty: false,
      epoch: 1_700_000_000,
      profile: "small",
      parameters: {size: 3},
      chapters: ["02-use", "01-make"],
      inputs: {library: "1"},
    });
    expect(Object.keys(digests.files)).toEqual([
      "notebooks/01-make.ipynb",
      "notebooks/02-use.ipynb",
      "report.html",
      "values.json",
    ]);
    const page = readFileSync(join(output, "report.html"));
    const sha = createHash("sha256").update(page).digest("hex");
    expect(digests.files["report.html"]).toEqual({sha256: sha, bytes: page.length});
    expect(digests.machine).toEqual({node: process.version});
  });

  it("runs no cell after an edit of prose, and shows the new prose", async () => {
    edit(root, "02-use", "The basket holds", "Our basket holds");
    expect(await build(root)).toEqual(["01-make cached", "02-use cached"]);
    expect(htmlOf(root).replaceAll(/<[^>]*>/g, "")).toContain("Our basket holds 3, of 3.");
  });

  it("keeps each profile's outputs apart", async () => {
    expect(await build(root, {profile: "large"})).toEqual(["01-make ended", "02-use ended"]);
    expect(htmlOf(root).replaceAll(/<[^>]*>/g, "")).toContain("Our basket holds 30, of 30.");
  });

  it("runs a cached chapter again when its product was made anew outside the build", async () => {
    const fingerprint = async (): Promise<string> => readFileSync(join(root, "basket"), "utf8");
    await build(root, {profile: "large", fingerprint});
    expect(await build(root, {profile: "large", fingerprint})).toEqual(["01-make cached", "02-use cached"]);
    writeFileSync(join(root, "basket"), "7");
    expect(await build(root, {profile: "large", fingerprint})).toContain("01-make ended");
  });

  it("leaves the report untouched when a cell fails, and names notebook, cell and line", async () => {
    const before = htmlOf(root);
    const broken = project();
    await build(broken);
    const good = htmlOf(broken);
    edit(broken, "02-use", "const held", "throw new Error('worm');\\nconst held");
    await expect(build(broken)).rejects.toThrow(/notebooks\/02-use\.ipynb, cell 2: Error: worm[\s\S]*cell 2, line 2/);
    expect(htmlOf(broken)).toBe(good);
    expect(htmlOf(root)).toBe(before);
  });

  it("counts cells as their author sees them, without the injected one", async () => {
    const broken = project();
    edit(broken, "01-make", "fs.writeFileSync", "boom();\\nfs.writeFileSync");
    await expect(build(broken)).rejects.toThrow(
      /01-make\.ipynb, cell 3: [\s\S]*cell 3, line 2, column 1: Cannot find name 'boom'/,
    );
  });

  it("refuses an unknown value, and names the nearest", async () => {
    const broken = project();
    edit(broken, "01-make", "{{apples.count", "{{apples.cuont");
    await expect(build(broken)).rejects.toThrow(/notebooks\/01-make\.ipynb, cell 1: .*apples\.cuont.*"apples\.count"/);
    expect(existsSync(join(broken, "report", "dist"))).toBe(false);
  });

  it("gives the same HTML in another folder, time zone and locale", async () => {
    const [one, two] = [project(), project()];
    await build(one, {env: {...process.env, TZ: "UTC", LANG: "C"}});
    await build(two, {env: {...process.env, TZ: "Asia/Tokyo", LANG: "de_DE.UTF-8"}, workers: 2});
    expect(htmlOf(two)).toBe(htmlOf(one));
  });

  it.each([
    [{profile: "huge"}, 'unknown profile "huge"; report.json knows small, large'],
    [{only: ["03-none"]}, 'unknown chapter "03-none"; report.json lists 02-use, 01-make'],
    [{asked: {sise: "4"}}, 'no chapter declares the parameter "sise"; known are size'],
    [{asked: {size: "four"}}, 'parameter "size" is declared as number, got "four"'],
  ])("refuses %j", async (options, message) => {
    await expect(build(root, options)).rejects.toThrow(message);
  });

  it("names a notebook that is missing, or is none", async () => {
    const broken = project();
    writeFileSync(join(broken, "notebooks", "01-make.ipynb"), "not JSON");
    await expect(build(broken)).rejects.toThrow(/01-make\.ipynb: expected JSON/);
    rmSync(join(broken, "notebooks", "01-make.ipynb"));
    await expect(build(broken)).rejects.toThrow(/01-make\.ipynb does not exist/);
  });
});
