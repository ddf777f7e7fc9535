import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {Command} from "commander";
import {afterEach, describe, expect, it, vi} from "vitest";
import {exitCodeOf} from "../../src/cli/exitCodes.js";
import {addRunsCommand} from "../../src/cli/runs.js";
import {messageOf} from "../../src/core/errors.js";

import {openFakeMlflow} from "../pipeline/artefact/mlflow/fakeMlflow.js";
import {journalOf, writeJournal, writeRun} from "../pipeline/artefact/runFiles.js";
import {temporaryFolder} from "../temporaryFolder.js";

function project(): string {
  const root = temporaryFolder("runs");
  mkdirSync(join(root, "report"));
  writeFileSync(join(root, "report", "report.json"), "{}");
  return root;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command in this process, which takes a tenth of the time that one of its own takes. */
async function lookbook(args: readonly string[], root: string): Promise<Ended> {
  const before = process.cwd();
  const written = {stdout: "", stderr: ""};
  const keep = (name: "stdout" | "stderr") => (text: unknown) => {
    written[name] += text;
    return true;
  };
  vi.spyOn(process.stdout, "write").mockImplementation(keep("stdout"));
  vi.spyOn(process.stderr, "write").mockImplementation(keep("stderr"));
  vi.spyOn(console, "log").mockImplementation((line: string) => void keep("stdout")(`${line}\n`));
  const program = new Command();
  addRunsCommand(program);
  process.chdir(root);
  try {
    await program.parseAsync(args, {from: "user"});
    return {code: 0, ...written};
  } catch (thrown) {
    return {code: exitCodeOf(thrown), stdout: written.stdout, stderr: messageOf(thrown)};
  } finally {
    process.chdir(before);
    vi.restoreAllMocks();
  }
}

afterEach(() => vi.unstubAllEnvs());

describe("lookbook runs", () => {
  it("says where runs come from where there are none", async () => {
    const {code, stdout} = await lookbook(["runs"], project());
    expect(stdout).toContain("no runs yet: a chapter that trains leaves them, such as `lookbook run");
    expect(code).toBe(0);
  });

  it("lists, compares, prints JSON and draws the curves", async () => {
    const root = project();
    const quick = join(root, "models", "runs", "quick");
    writeRun(quick, "dense");
    writeRun(quick, "net", {seed: 8, accuracies: [0.6, 0.9]});
    const both = await lookbook(["runs", "dense", "net", "--figure", "curves.svg"], root);
    expect(both).toMatchObject({code: 0, stderr: "wrote curves.svg\n"});
    expect(both.stdout).toMatch(/^run .*\ndense .*75\.00 %.*\nnet .*90\.00 %.*\n\n +dense {2}net\nseed {2}7 {6}8\n/);
    const svg = readFileSync(join(root, "curves.svg"), "utf8");
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" role="img" /);
    expect(svg).toContain("<title>Loss falls and accuracy rises over the epochs. dense: epoch 2 of 3, 75.0 %");
    expect(svg).not.toContain("var(--");
    const {stdout} = await lookbook(["runs", "--sort", "accuracy", "--json", "--figure", "curves.html"], root);
    expect(JSON.parse(stdout)).toMatchObject([
      {name: "net", bestEpoch: 2, seed: 8},
      {name: "dense", seed: 7},
    ]);
    const page = readFileSync(join(root, "curves.html"), "utf8");
    expect(page).toContain('<td class="left">net</td>');
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/);
  });

  it("removes a run when it is meant", async () => {
    const root = project();
    const quick = join(root, "models", "runs", "quick");
    writeRun(quick, "dense");
    const asked = await lookbook(["runs", "remove", "dense"], root);
    expect(asked).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("to remove quick/dense without being asked, say --yes"),
    });
    expect(existsSync(join(quick, "dense"))).toBe(true);
    const elsewhere = await lookbook(["runs", "remove", "dense", "--profile", "full", "--yes"], root);
    expect(elsewhere.stdout).toBe("nothing to remove\n");
    const {code, stdout} = await lookbook(["runs", "remove", "dense", "--yes"], root);
    expect(stdout).toMatch(/^removed quick\/dense {2}\d+ B\n$/);
    expect(code).toBe(0);
    expect(existsSync(join(quick, "dense"))).toBe(false);
  });

  it("brings to an MLflow server what it does not know yet, and says which runs cannot be brought", async () => {
    const root = project();
    const quick = join(root, "models", "runs", "quick");
    writeRun(quick, "old");
    await writeJournal(journalOf(quick, "dense", {}), {end: {type: "end", state: "failed", message: "no number"}});
    const fake = await openFakeMlflow();
    try {
      vi.stubEnv("MLFLOW_TRACKING_URI", fake.uri);
      for (let time = 0; time < 2; time++) {
        expect((await lookbook(["runs", "mirror"], root)).stdout).toBe(
          "quick/dense  is there\nquick/old  has no journal: it was trained by an older version\n",
        );
      }
      expect(fake.runs).toMatchObject([
        {
          name: "dense",
          status: "FAILED",
          metrics: {
            validation_loss: [
              [1, 0.5],
              [2, 0.25],
              [3, expect.closeTo(0.3)],
            ],
          },
        },
      ]);
    } finally {
      await fake.close();
    }
  });

  it.each([
    [["runs", "--figure", "curves.png"], 2, '--figure must end in .svg or .html, got "curves.png"'],
    [["runs", "nothing"], 2, 'no run "nothing"; `lookbook runs` shows all'],
    [["runs", "mirror"], 2, "MLFLOW_TRACKING_URI names no server; say for instance"],
  ])("%j ends with %i and one clear message", async (args, expected, message) => {
    vi.stubEnv("MLFLOW_TRACKING_URI", "");
    const {code, stderr} = await lookbook(args, project());
    expect(stderr).toContain(message);
    expect(code).toBe(expected);
  });
});
