import {mkdir, mkdtemp, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Command} from "commander";
import {beforeEach, describe, expect, it, vi} from "vitest";
import {addModelsCommand} from "../../src/cli/models.js";

let root = "";
let text = "";
beforeEach(async () => {
  const base = await mkdtemp(join(tmpdir(), "lookbook-models-"));
  root = join(base, "project");
  await mkdir(join(root, "report"), {recursive: true});
  await writeFile(join(root, "report", "report.json"), "{}");
  text = "";
  vi.spyOn(process, "cwd").mockReturnValue(root);
  vi.spyOn(console, "log").mockImplementation((line: string) => {
    text += `${line}\n`;
  });
  return async () => {
    vi.restoreAllMocks();
    await rm(base, {recursive: true});
  };
});

async function lookbook(...args: string[]): Promise<void> {
  const program = new Command("lookbook").exitOverride();
  addModelsCommand(program);
  await program.parseAsync(args, {from: "user"});
}

describe("lookbook models", () => {
  it("lists architectures and backbones, and says how to get those that are not here", async () => {
    await lookbook("models");
    const line = (name: string): string => text.split("\n").find((each) => each.startsWith(name))!;
    expect(line("shallow-cnn")).toMatch(/28 x 28 x 1 +159,498 +3\.45 M +7\.\d\d M +18 px, every 4 +638\.0 kB$/);
    expect(line("dense")).toMatch(/235,146 .* all +940\.6 kB$/);
    expect(line("moons")).toMatch(/1 x 1 x 2 +193 /);
    expect(line("efficientnet-b0-224 ")).toMatch(/224 x 224 x 3 +4,049,571 +38\d M .* every 32 +16\.2 MB$/);
    expect(line("mobilenet-v2-1.0-224 ")).toMatch(/2,257,984 +299 M/);
    expect(line("efficientnetv2-b0-224 ")).toMatch(/\?$/);
    expect(text).toContain(
      "mobilenet-v2-1.0-224 is not here: run `lookbook models --fetch mobilenet-v2-1.0-224`, or put its",
    );
    expect(text).toContain(
      "efficientnetv2-b0-224 is not here: put its model.json and weights into data/raw/efficientnetv2-b0-224",
    );
  });

  it("prints the same as JSON", async () => {
    await lookbook("models", "--json");
    const listed = JSON.parse(text) as {readonly name: string; readonly kind: string; readonly facts?: object}[];
    const byName = new Map(listed.map((each) => [each.name, each]));
    expect(byName.get("dense")).toMatchObject({kind: "architecture", facts: {multiplyAdds: 234_752, uncounted: []}});
    expect(byName.get("moons")).toMatchObject({facts: {multiplyAdds: 2 * 6 + 4 * 6 * 6 + 6, uncounted: []}});
    expect(byName.get("efficientnet-b0-224")).toMatchObject({kind: "backbone", facts: {parameters: 4_049_571}});
    expect(byName.get("efficientnetv2-b0-224")).not.toHaveProperty("facts");
  });

  it("fetches nothing that lies beside the project, and nothing that has no public file", async () => {
    const shared = join(root, "..", "shared", "models", "mobilenet-v2-1.0-224");
    await mkdir(shared, {recursive: true});
    await writeFile(join(shared, "model.json"), "{}");
    await lookbook("models", "--fetch", "mobilenet-v2-1.0-224");
    expect(text).toMatch(/^nothing to fetch: mobilenet-v2-1\.0-224 is in \.\..shared/);
    await expect(lookbook("models", "--fetch", "efficientnetv2-b0-224")).rejects.toMatchObject({code: "missing-file"});
    await expect(lookbook("models", "--fetch", "resnet50")).rejects.toThrow('unknown backbone "resnet50"; known are');
  });
});
