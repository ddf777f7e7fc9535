import {spawn} from "node:child_process";
import {once} from "node:events";
import {chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, symlinkSync} from "node:fs";
import {join, resolve} from "node:path";
import {afterAll, describe, expect, it} from "vitest";
import {projectAt} from "../../../src/core/paths.js";
import {type BuildEvent, type BuildOptions, buildReport} from "../../../src/report/build/build.js";
import {explainBuild} from "../../../src/report/build/explainBuild.js";
import {withProjectLock} from "../../../src/report/build/projectLock.js";
import {renderNotebooks} from "../../../src/report/build/renderNotebooks.js";
import {notebookText, publishes, sharedProject, type TestProject, testProject} from "./testProject.js";

/** Two chapters: one that reads a file, and one that makes it. */
const orchard: Readonly<Record<string, string>> = {
  "01-use": notebookText(
    [
      {md: "# Use\n\nThe basket holds {{held | integer}}."},
      {code: 'import * as fs from "fs";\nconst held: number = Number(fs.readFileSync("../basket", "utf8"));'},
      {code: publishes('{"held": held}')},
    ],
    {consumes: ["file:basket"]},
  ),
  "02-make": notebookText(
    [
      {md: "# Make\n\nOf size {{size | integer}}."},
      {code: "let size: number = 1;", tags: ["parameters"]},
      {
        code: 'import {twice} from "./helper";\nimport {writeFileSync} from "fs";\nwriteFileSync("../basket", String(twice(size)));',
      },
      {code: publishes('{"size": size}')},
    ],
    {produces: ["file:basket"]},
  ),
};
const profiles = {profiles: {small: {parameters: {size: 3}}}};
const helper = "export const twice = (x: number): number => 2 * x;\n";

function optionsOf({root}: TestProject): BuildOptions {
  const read = (product: string): string | undefined => {
    const file = join(root, product.slice("file:".length));
    return existsSync(file) ? statSync(file).size.toString() : undefined;
  };
  return {
    paths: projectAt(root),
    inputs: {data: "1"},
    pdf: false,
    env: process.env,
    workers: 2,
    fingerprint: async (product) => read(product),
  };
}

interface Built {
  /** Chapters that ran, with the reasons. */
  readonly ran: Readonly<Record<string, string>>;
  /** Whether the report was kept as it lay. */
  readonly kept: boolean;
}

async function build(project: TestProject, more: Partial<BuildOptions> = {}): Promise<Built> {
  const ran: Record<string, string> = {};
  let kept = false;
  const onEvent = (event: BuildEvent): void => {
    if (event.type === "chapter" && event.event.type === "missed") ran[event.chapter] = event.event.reasons.join("; ");
    if (event.type === "rendered") kept = event.kept;
  };
  await buildReport({...optionsOf(project), onEvent, ...more});
  return {ran, kept};
}

describe("building again", {timeout: 90_000}, () => {
  const project = sharedProject(orchard, profiles);
  project.write("notebooks/helper.ts", helper);
  afterAll(project.remove);
  const planned = async (): Promise<readonly string[]> =>
    (await explainBuild(optionsOf(project))).chapters.map(({verdict, reasons}) => `${verdict} ${reasons.join()}`);

  it("explains before a first build, without running or writing anything", async () => {
    expect(await planned()).toEqual(["runs not run before", "runs not run before"]);
    expect(existsSync(join(project.root, "report", ".cache"))).toBe(false);
  });

  it("runs what changed and what follows from it, names why, and makes nothing that lies there already", async () => {
    const all = {"01-use": "not run before", "02-make": "not run before"};
    expect(await build(project)).toEqual({ran: all, kept: false});
    expect(await planned()).toEqual(["cached ", "cached "]);
    expect(await explainBuild(optionsOf(project))).toMatchObject({isBound: true, profile: "small"});
    expect(await build(project)).toEqual({ran: {}, kept: true});

    // The helper is another one, but the basket comes out as before: who reads the basket need not run.
    project.edit("notebooks/helper.ts", "2 * x", "x + x");
    expect(await build(project)).toEqual({ran: {"02-make": "file notebooks/helper.ts changed"}, kept: true});

    project.edit("report/report.json", '"size":3', '"size":30');
    expect(await planned()).toEqual(["waits 02-make makes file:basket anew", "runs parameter size 3 -> 30"]);
    expect((await explainBuild(optionsOf(project))).isBound).toBeUndefined();
    const ran = {"02-make": "parameter size 3 -> 30", "01-use": "file:basket was made anew"};
    expect(await build(project)).toEqual({ran, kept: false});

    rmSync(join(project.root, "basket"));
    expect((await build(project)).ran).toEqual({"02-make": "its product file:basket is gone"});
    project.write("basket", "7");
    expect(await planned()).toEqual([
      "waits 02-make makes file:basket anew",
      "runs its product file:basket was made anew elsewhere",
    ]);
    project.write("basket", "60");
    project.edit("notebooks/01-use.ipynb", "The basket", "Our basket");
    expect(await explainBuild(optionsOf(project))).toMatchObject({isBound: false});
    expect(await build(project)).toEqual({ran: {}, kept: false});
    expect((await build(project, {inputs: {data: "2"}, only: ["01-use"]})).ran).toEqual({
      "01-use": "input data 1 -> 2",
    });
  });

  it("makes anew what was removed, cut short or changed in the report's folder", async () => {
    await build(project);
    const html = project.read("report/dist/report.html");
    for (const damage of [
      () => rmSync(join(project.root, "report", "dist"), {recursive: true}),
      () => rmSync(join(project.root, "report", "dist", "values.json")),
      () => project.write("report/dist/report.html", html.slice(0, 1000)),
      () => project.edit("report/dist/report.html", "Apples", "Pears"),
      () => project.write("report/dist/notebooks/01-use.ipynb", "{}"),
      () => project.write("report/.cache/dist.json", "{"),
    ]) {
      damage();
      expect(await build(project)).toEqual({ran: {}, kept: false});
      expect(project.read("report/dist/report.html")).toBe(html);
      expect(await build(project)).toEqual({ran: {}, kept: true});
    }
    project.edit("report/report.json", "Apples", "Cherries");
    expect((await build(project)).kept).toBe(false);
    expect(project.read("report/dist/report.html")).toContain("Cherries");
  });

  it("refuses to build, or to bind, a project that another build holds", async () => {
    const paths = projectAt(project.root);
    await withProjectLock(join(paths.report, ".cache", "lock"), async () => {
      const message = `being built by process ${process.pid}; wait for it or end it`;
      await expect(build(project)).rejects.toThrow(message);
      await expect(build(project)).rejects.toMatchObject({code: "busy"});
      await expect(renderNotebooks({paths, pdf: false, env: process.env})).rejects.toThrow(message);
    });
    expect((await build(project)).kept).toBe(true);
  });

  it("goes on where a build was that was killed in the middle, and takes its lock over", async () => {
    const hanging = notebookText([{md: "# Rain"}, {code: 'if (process.env["LOOKBOOK_TEST_HANG"]) for (;;);'}]);
    const project = testProject({...orchard, "03-rain": hanging}, profiles);
    project.write("notebooks/helper.ts", helper);
    expect(await killed(project)).toEqual(["02-make"]);
    expect((await build(project)).ran).toEqual({"01-use": "not run before", "03-rain": "not run before"});
    expect(readdirSync(join(project.root, "report", ".cache"))).not.toContain("lock");
  });

  it("says before it runs anything that it cannot write", async () => {
    const project = testProject(orchard, profiles);
    project.write("report/.cache", "a file where the cache should be");
    const events: string[] = [];
    await expect(build(project, {onEvent: ({type}) => events.push(type)})).rejects.toThrow(
      /^cannot write .*report\/\.cache\/lock: /,
    );
    expect(events).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)("says who may write where it may not", async () => {
    const project = testProject(orchard, profiles);
    chmodSync(join(project.root, "report"), 0o500);
    await expect(build(project)).rejects.toThrow(/cannot write .*permission denied; check who owns the folder/);
    chmodSync(join(project.root, "report"), 0o700);
  });

  it.skipIf(!existsSync("/dev/full"))("says that the disk is full, and leaves nothing half-written", async () => {
    const project = testProject({"01-rain": notebookText([{md: "# Rain\n\nIt rains."}])});
    const aside = join(project.root, "report", ".cache", "executed", "default");
    mkdirSync(aside, {recursive: true});
    symlinkSync("/dev/full", join(aside, `.01-rain.last.json.${process.pid}.part`));
    await expect(build(project)).rejects.toMatchObject({code: "disk"});
    await expect(build(project)).resolves.toMatchObject({kept: false}); // the mark of a full disk was taken away with the rest
    expect(readdirSync(aside).filter((name) => name.endsWith(".part"))).toEqual([]);
    expect(existsSync(join(project.root, "report", "dist", "report.html"))).toBe(true);
  });
});

/** Builds in a process of its own, which is killed when its last chapter hangs. @returns the chapters that were through */
async function killed({root}: TestProject): Promise<readonly string[]> {
  const source = `
    import {existsSync, statSync} from "node:fs";
    import {buildReport} from ${JSON.stringify(resolve("dist/report/build/build.js"))};
    import {projectAt} from ${JSON.stringify(resolve("dist/core/paths.js"))};
    const root = ${JSON.stringify(root)};
    const fingerprint = async (product) => {
      const file = root + "/" + product.slice(5);
      return existsSync(file) ? String(statSync(file).size) : undefined;
    };
    const onEvent = (event) => {
      if (event.type !== "chapter") return;
      if (event.event.type === "ended") console.log(event.chapter);
      if (event.chapter === "03-rain" && event.event.type === "cell") console.log("hangs");
    };
    await buildReport({paths: projectAt(root), inputs: {data: "1"}, pdf: false, env: process.env, workers: 1, fingerprint, onEvent});`;
  const env = {...process.env, LOOKBOOK_TEST_HANG: "1"};
  const child = spawn(process.execPath, ["--input-type=module", "-e", source], {
    env,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
    if (text.includes("hangs")) child.kill("SIGKILL");
  });
  await once(child, "close");
  return text
    .trim()
    .split("\n")
    .filter((line) => line !== "hangs");
}
