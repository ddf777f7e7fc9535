import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {describe, expect, it, onTestFinished} from "vitest";
import {appendJournal, type JournalEvent, journalPath} from "../../../../src/pipeline/artefact/journal.js";
import {type Mirror, openMirror} from "../../../../src/pipeline/artefact/mlflow/mirror.js";
import {mlflowServer} from "../../../../src/pipeline/artefact/mlflow/server.js";
import {temporaryFolder} from "../../../temporaryFolder.js";
import {type FakeMlflow, openFakeMlflow} from "./fakeMlflow.js";

/** On a machine that is busy with other things. */
const soon = {timeout: 30_000, interval: 20};
const noon = Date.UTC(2026, 10, 21, 12);
const start: JournalEvent = {
  ...{type: "start", format: "lookbook-journal/1", model: "dense", parameterCount: 10},
  ...{options: {epochs: 3, schedule: {kind: "cosine", warmUp: 0.1}}, seed: 7, dataHash: "d", engine: "cpu"},
  ...{codeHash: "c", library: "0.1.0", workers: 2, process: {pid: process.pid, start: "x"}},
  machine: {
    ...{processor: "abacus", cores: 2, memory: 1, system: "none"},
    ...{host: "elsewhere", node: "v20", engine: "cpu 4"},
  },
};
const epoch = (number: number): JournalEvent => ({
  ...{type: "epoch", epoch: number, learningRate: 0.1, trainLoss: 2 / number, trainAccuracy: 0.5},
  ...{validationLoss: 1 / number, validationAccuracy: 0.25, seconds: 10},
});
const finished: JournalEvent = {type: "end", state: "finished", bestEpoch: 2};

/** A training whose journal a mirror reads. */
async function open(uri: string, {patience = 5000}: {readonly patience?: number} = {}) {
  const folder = join(temporaryFolder("mirror"), "quick");
  const journal = journalPath(folder, "dense", "0123");
  let minutes = 0;
  const now = (): number => noon + 60_000 * minutes;
  const notices: string[] = [];
  const server = {...mlflowServer({MLFLOW_TRACKING_URI: `${uri}/`})!, patience};
  const notice = (text: string): void => void notices.push(text);
  const mirrored = {name: "dense", profile: "quick", project: "garments"};
  const another = (): Mirror => openMirror({...mirrored, server, journal, now, notice});
  return {
    ...{folder, notices, another, mirror: another()},
    happens: async (mirror: Mirror, ...events: JournalEvent[]): Promise<void> => {
      for (const event of events) {
        minutes++;
        await appendJournal(journal, event, now);
        mirror.nudge();
      }
    },
  };
}

async function fakeServer(port?: number): Promise<FakeMlflow> {
  const fake = await openFakeMlflow(port);
  onTestFinished(() => fake.close().catch(() => undefined));
  return fake;
}

describe("a mirror on an MLflow server", () => {
  it("tells options, hashes, every epoch once, the end, and brings the saved files", async () => {
    const fake = await fakeServer();
    const {mirror, happens, folder, notices} = await open(fake.uri);
    mkdirSync(join(folder, "dense"), {recursive: true});
    writeFileSync(join(folder, "dense", "weights.bin"), Buffer.alloc(12));
    writeFileSync(join(folder, "dense", "run.json"), "{}");
    await happens(mirror, start, epoch(1));
    await expect.poll(() => fake.runs[0]?.metrics["validation_loss"], soon).toEqual([[1, 1]]);
    expect(fake.runs[0]!.status).toBe("RUNNING");
    await happens(mirror, epoch(2), finished, {type: "test", accuracy: 0.9, macroF1: 0.8});
    await mirror.close(join(folder, "dense"));
    expect(notices).toEqual([]);
    expect(fake.runs).toHaveLength(1);
    expect(fake.runs[0]).toMatchObject({
      ...{experiment: "garments", name: "dense", status: "FINISHED", start: noon + 60_000, end: noon + 300_000},
      params: {
        ...{model: "dense", parameterCount: "10", seed: "7", engine: "cpu", workers: "2", epochs: "3"},
        ...{"schedule.kind": "cosine", "schedule.warmUp": "0.1"},
      },
      tags: {"lookbook.dataHash": "d", "lookbook.codeHash": "c", "lookbook.profile": "quick"},
      metrics: {
        train_loss: [
          [1, 2],
          [2, 1],
        ],
        validation_loss: [
          [1, 1],
          [2, 0.5],
        ],
        seconds: [
          [1, 10],
          [2, 10],
        ],
      },
      files: {"weights.bin": 12, "run.json": 2},
    });
    expect(fake.runs[0]!.metrics["test_accuracy"]!.at(-1)).toEqual([2, 0.9]);
    expect(fake.runs[0]!.metrics["test_macro_f1"]!.at(-1)).toEqual([2, 0.8]);
  });

  it("goes on with the run of a training that was interrupted, and repeats no epoch", async () => {
    const fake = await fakeServer();
    const {mirror, another, happens} = await open(fake.uri);
    await happens(mirror, start, epoch(1), epoch(2), {type: "end", state: "interrupted"});
    await mirror.close();
    expect(fake.runs[0]!.status).toBe("KILLED");
    const second = another();
    await appendedBefore(second);
    await happens(second, epoch(3), finished);
    await second.close();
    expect(fake.runs).toHaveLength(1);
    expect(fake.runs[0]!.status).toBe("FINISHED");
    expect(fake.runs[0]!.metrics["validation_loss"]!.map(([step]) => step)).toEqual([1, 2, 3]);

    async function appendedBefore(mirrorOfSecond: Mirror): Promise<void> {
      await happens({...mirrorOfSecond, nudge: () => undefined}, start, {type: "resume", epochs: 2});
    }
  });

  it("makes another run of a training that began anew", async () => {
    const fake = await fakeServer();
    const {mirror, another, happens} = await open(fake.uri);
    await happens(mirror, start, epoch(1), {type: "end", state: "failed", message: "no number"});
    await mirror.close();
    const second = another();
    await happens(second, start, epoch(1), finished);
    await second.close();
    expect(fake.runs.map(({status}) => status)).toEqual(["FAILED", "FINISHED"]);
  });

  it("tells once that the server is away, and brings all when it is back at the end", async () => {
    const gone = await openFakeMlflow();
    await gone.close();
    const {mirror, happens, notices} = await open(gone.uri);
    await happens(mirror, start, epoch(1));
    await expect.poll(() => notices, soon).toHaveLength(1);
    expect(notices[0]).toMatch(/^MLflow at http:\/\/127\.0\.0\.1:\d+: connect ECONNREFUSED .*; the training goes on/);
    await happens(mirror, epoch(2), epoch(3));
    const back = await fakeServer(Number(new URL(gone.uri).port));
    expect(back.requests).toEqual([]);
    await happens(mirror, finished);
    await mirror.close();
    expect(notices).toHaveLength(1);
    expect(back.runs[0]).toMatchObject({status: "FINISHED"});
    expect(back.runs[0]!.metrics["validation_loss"]).toHaveLength(3);
  });

  it.each([
    ["refuses", 500, 5000, /it answered 500 to \/api\/2\.0\/mlflow\/experiments\/get-by-name\?.*: no room/],
    ["says nothing", "silence", 50, /no answer in 0\.05 s/],
  ] as const)(
    "never throws where the server %s, and says how to bring the run later",
    async (_, trouble, patience, message) => {
      const fake = await fakeServer();
      fake.trouble = trouble;
      const {mirror, happens, notices} = await open(fake.uri, {patience});
      await happens(mirror, start, finished);
      await mirror.close();
      expect(notices[0]).toMatch(message);
      expect(notices.at(-1)).toContain("the training of dense is not there, `lookbook runs mirror dense` brings it");
    },
  );

  it("asks nothing where no training has begun", async () => {
    const fake = await fakeServer();
    const {mirror} = await open(fake.uri);
    await mirror.close();
    expect(fake.requests).toEqual([]);
  });
});

describe("mlflowServer(env)", () => {
  const uri = "http://tracking:5000";
  it.each([
    [{}, undefined],
    [{MLFLOW_TRACKING_URI: ""}, undefined],
    [{MLFLOW_TRACKING_URI: `${uri}//`}, {uri, headers: {}}],
    [
      {MLFLOW_TRACKING_URI: uri, MLFLOW_EXPERIMENT_NAME: "x"},
      {uri, headers: {}, experiment: "x"},
    ],
    // "Aladdin:open sesame" is RFC 7617's example.
    [
      {MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_USERNAME: "Aladdin", MLFLOW_TRACKING_PASSWORD: "open sesame"},
      {uri, headers: {authorization: "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}},
    ],
    [
      {MLFLOW_TRACKING_URI: uri, MLFLOW_TRACKING_TOKEN: "t"},
      {uri, headers: {authorization: "Bearer t"}},
    ],
  ])("reads %o as MLflow's own clients do", (env, expected) => {
    expect(mlflowServer(env)).toEqual(expected);
  });
  it.each(["./mlruns", "sqlite:///mlflow.db", "databricks"])("refuses %s, which is no address of HTTP", (place) => {
    expect(() => mlflowServer({MLFLOW_TRACKING_URI: place})).toThrow(
      `MLFLOW_TRACKING_URI: expected an address with http:// or https://, got "${place}"; run \`mlflow server\``,
    );
  });
});
