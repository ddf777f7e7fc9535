import {createHash} from "node:crypto";
import {existsSync, readFileSync, rmSync} from "node:fs";
import {join} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import {type BuildEvent, type BuildOptions, buildReport} from "../../../src/report/build/build.js";
import {notebookText, publishes, sharedProject} from "./testProject.js";

/** A project of two chapters on a subject far from garments; the second consumes what the first produces. */
const project = sharedProject(
  {
    "02-use": notebookText(
      [
        {md: "# Using\n\nThe basket holds {{basket.held | integer}}, of {{apples.count | integer}}."},
        {code: `import * as fs from "fs";\nconst held: number = Number(fs.readFileSync("../basket", "utf8"));`},
        {code: publishes('{"basket.held": held}')},
      ],
      {consumes: ["basket"]},
    ),
    "01-make": notebookText(
      [
        {md: "# Making\n\nThere are {{apples.count | integer}} apples."},
        {code: "let size: number = 1;", tags: ["parameters"]},
        {
          code: `import * as fs from "fs";\nfs.writeFileSync("../basket", String(size));\n${publishes('{"apples.count": size}')}`,
        },
      ],
      {produces: ["basket"]},
    ),
  },
  {profiles: {small: {parameters: {size: 3}}, large: {parameters: {size: 30}}}},
);
afterAll(project.remove);
const {root} = project;

function build(options: Partial<BuildOptions> = {}): Promise<string[]> {
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

const html = (): string => project.read("report/dist/report.html");
const text = (): string => html().replaceAll(/<[^>]*>/g, "");

/** Breaks a notebook while it is built, which must fail and leave the report as it was. */
async function expectFailure(name: string, [from, to]: readonly [string, string], message: RegExp): Promise<void> {
  const before = html();
  const path = `notebooks/${name}.ipynb`;
  const good = project.read(path);
  project.edit(path, from, to);
  await expect(build()).rejects.toThrow(message);
  project.write(path, good);
  expect(html()).toBe(before);
}

describe("buildReport(options)", {timeout: 60_000}, () => {
  it("runs a producer before its consumer, whatever the reading order, and binds both", async () => {
    expect(await build()).toEqual(["01-make ended", "02-use ended"]);
    expect(text()).toContain("The basket holds 3, of 3.");
    const values = JSON.parse(project.read("report/dist/values.json"));
    expect(values.values["apples.count"]).toMatchObject({value: 3, chapter: "01-make"});
    expect(values.provenance["Source"]).toMatchObject({Commit: "not under version control", Profile: "small"});
    expect(existsSync(join(root, "report", "dist", "timings.html"))).toBe(true);
    expect(existsSync(join(root, "report", "dist", "report.pdf"))).toBe(false);
  });

  it("writes elsewhere when asked, with the digest of every file and what it takes to build it again", async () => {
    const output = join(root, "report", ".cache", "elsewhere");
    await build({output, env: {...process.env, SOURCE_DATE_EPOCH: "1700000000"}});
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
    project.edit("notebooks/02-use.ipynb", "The basket holds", "Our basket holds");
    expect(await build()).toEqual(["01-make cached", "02-use cached"]);
    expect(text()).toContain("Our basket holds 3, of 3.");
  });

  it("leaves the report untouched when a cell fails, and names notebook, cell and line as their author sees them", async () => {
    // A build puts a cell of parameters before this one, which does not count.
    await expectFailure(
      "01-make",
      ["fs.writeFileSync", "boom();\\nfs.writeFileSync"],
      /notebooks\/01-make\.ipynb, cell 3: [\s\S]*cell 3, line 2, column 1: Cannot find name 'boom'/,
    );
  });

  it("leaves it untouched where prose asks for an unknown value, and names the nearest", async () => {
    await expectFailure(
      "01-make",
      ["{{apples.count", "{{apples.cuont"],
      /notebooks\/01-make\.ipynb, cell 1: .*apples\.cuont.*"apples\.count"/,
    );
  });

  it("keeps each profile's outputs apart", async () => {
    expect(await build({profile: "large"})).toEqual(["01-make ended", "02-use ended"]);
    expect(text()).toContain("Our basket holds 30, of 30.");
  });

  it.each([
    [{profile: "huge"}, 'unknown profile "huge"; report.json knows small, large'],
    [{only: ["03-none"]}, 'unknown chapter "03-none"; report.json lists 02-use, 01-make'],
    [{asked: {sise: "4"}}, 'no chapter declares the parameter "sise"; known are size'],
    [{asked: {size: "four"}}, 'parameter "size" is declared as number, got "four"'],
  ])("refuses %j", async (options, message) => {
    await expect(build(options)).rejects.toThrow(message);
  });

  it("names a notebook that is missing, or is none", async () => {
    project.write("notebooks/01-make.ipynb", "not JSON");
    await expect(build()).rejects.toThrow(/01-make\.ipynb: expected JSON/);
    rmSync(join(root, "notebooks", "01-make.ipynb"));
    await expect(build()).rejects.toThrow(/01-make\.ipynb does not exist/);
  });
});
