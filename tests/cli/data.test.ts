import {mkdir, mkdtemp, readdir, readFile, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Command} from "commander";
import {beforeEach, describe, expect, it, vi} from "vitest";
import {addDataCommands} from "../../src/cli/data.js";
import {putFiles, tinyDataset, tinyFiles, tinySet} from "../pipeline/dataset/tinySource.js";

// A few garments instead of 15,000, and no rest between two tries.
vi.mock("../../src/pipeline/dataset/syntheticDataset.js", async (original) => {
  const {drawDataset} = await original<typeof import("../../src/pipeline/dataset/syntheticDataset.js")>();
  return {drawDataset: (options: object) => drawDataset({...options, train: 40, test: 20})};
});
vi.mock("../../src/pipeline/source/download.js", async (original) => {
  const {download} = await original<typeof import("../../src/pipeline/source/download.js")>();
  return {
    download: (...[path, options]: Parameters<typeof download>) => download(path, {...options, backOff: 1}),
  };
});

/** Pixels that span black to white, as the checks ask for. */
function contrasting(name: string, labels: readonly number[], first: number): ReturnType<typeof tinySet> {
  const set = tinySet(name, labels, first);
  set.images[1] = 0;
  set.images[3] = 255;
  return set;
}
const {source, bytes} = tinyFiles(
  tinyDataset({train: contrasting("train", [0, 1, 2], 1), test: contrasting("test", [2, 1, 0], 100)}),
);

let base = "";
let root = "";
let lines: string[] = [];
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "lookbook-data-"));
  root = join(base, "project");
  await mkdir(join(root, "report"), {recursive: true});
  await writeFile(join(root, "report", "report.json"), "{}");
  await mkdir(join(root, "data"));
  const nowhere = {...source, mirrors: ["http://127.0.0.1:1/"]};
  await writeFile(join(root, "data", "sources.json"), JSON.stringify({"fashion-mnist": nowhere}));
  lines = [];
  vi.spyOn(process, "cwd").mockReturnValue(root);
  vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
  vi.stubEnv("FASHION_MNIST_DIR", undefined);
  vi.stubEnv("LOOKBOOK_DATA", undefined);
  vi.stubEnv("LOOKBOOK_OFFLINE", "1");
  return async () => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
    await rm(base, {recursive: true});
  };
});

async function lookbook(...args: string[]): Promise<void> {
  const program = new Command("lookbook").exitOverride().configureOutput({writeOut: (text) => void lines.push(text)});
  addDataCommands(program);
  for (const command of program.commands[0]!.commands) command.exitOverride().copyInheritedSettings(program);
  await program.parseAsync(args, {from: "user"});
}

describe("lookbook data verify", () => {
  it("lists every check and the hash", async () => {
    await putFiles(join(root, "data", "raw", "fashion-mnist"), bytes);
    await lookbook("data", "verify");
    expect(lines[0]).toBe("Tiny, data/raw");
    expect(lines).toContain("  ok      train: pictures: 3");
    expect(lines.at(-1)).toMatch(/^21 checks, all well; SHA-256 \w{64}$/);
  });

  it("fails on a file that is not right, whatever else there is", async () => {
    await putFiles(join(root, "own"), {...bytes, "train-images.gz": Uint8Array.of(1, 2)});
    await expect(lookbook("data", "verify", "--data-dir", join(root, "own"))).rejects.toMatchObject({
      code: "bad-checksum",
    });
  });

  it("fails on data that break a check, and says which", async () => {
    const {source: dark, bytes: files} = tinyFiles(tinyDataset());
    await writeFile(join(root, "data", "sources.json"), JSON.stringify({"fashion-mnist": dark}));
    await putFiles(join(root, "data", "raw", "fashion-mnist"), files);
    await expect(lookbook("data", "verify")).rejects.toMatchObject({code: "bad-data"});
    expect(lines.filter((line) => line.startsWith("  FAILED"))).not.toEqual([]);
  });
});

describe("lookbook data fetch", () => {
  it("keeps files that are whole", async () => {
    const raw = join(root, "data", "raw", "fashion-mnist");
    await putFiles(raw, bytes);
    await lookbook("data", "fetch");
    expect(lines).toHaveLength(4);
    expect(lines.every((line) => line.endsWith("  kept"))).toBe(true);
  });

  it("has nothing to do where a mirror beside the project has the files", async () => {
    await putFiles(join(base, "shared", "data", "fashion-mnist"), bytes);
    await lookbook("data", "fetch");
    expect(lines[0]).toMatch(/^nothing to fetch: all files are in .*shared/);
  });

  it("says what to do where no mirror answers, and keeps what was there", async () => {
    const raw = join(root, "data", "raw", "fashion-mnist");
    await putFiles(raw, {...bytes, "test-labels.gz": Uint8Array.of(9)});
    await expect(lookbook("data", "fetch")).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringContaining(`check the network, or put the official Tiny files into ${raw} by hand`),
    });
    expect(await readFile(join(raw, "test-labels.gz"))).toEqual(Buffer.of(9));
  });

  it("writes synthetic garments under names that nothing takes for the official ones", async () => {
    await lookbook("data", "fetch", "--synthetic");
    expect(await readdir(join(root, "data", "processed", "synthetic-garments"))).toEqual([
      "synthetic-t10k-images-idx3-ubyte.gz",
      "synthetic-t10k-labels-idx1-ubyte.gz",
      "synthetic-train-images-idx3-ubyte.gz",
      "synthetic-train-labels-idx1-ubyte.gz",
    ]);
  });
});

describe("lookbook data card", () => {
  it("prints Markdown, or JSON, or writes a file", async () => {
    await putFiles(join(root, "data", "raw", "fashion-mnist"), bytes);
    await lookbook("data", "card");
    expect(lines[0]).toMatch(/^# Data card: Tiny\n/);
    lines = [];
    await lookbook("data", "card", "--json");
    expect(JSON.parse(lines[0]!)).toMatchObject({name: "Tiny", splits: [{count: 3}, {count: 3}]});
    await lookbook("data", "card", "--out", join(root, "card.md"));
    expect(await readFile(join(root, "card.md"), "utf8")).toMatch(/^# Data card: Tiny\n/);
  });
});

describe("lookbook data", () => {
  it.each(["fetch", "verify", "card"])("%s --help shows examples", async (name) => {
    await expect(lookbook("data", name, "--help")).rejects.toMatchObject({exitCode: 0});
    expect(lines.join("")).toContain(`Examples:\n  lookbook data ${name}`);
  });

  it("refuses a data folder together with synthetic data", async () => {
    await expect(lookbook("data", "verify", "--data-dir", "x", "--synthetic")).rejects.toMatchObject({
      code: "bad-option",
    });
  });
});
