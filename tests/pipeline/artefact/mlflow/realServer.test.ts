import {spawn, spawnSync} from "node:child_process";
import {once} from "node:events";
import {mkdirSync, writeFileSync} from "node:fs";
import type {AddressInfo} from "node:net";
import {createServer} from "node:net";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {describe, expect, it, onTestFinished} from "vitest";
import {pushTraining} from "../../../../src/pipeline/artefact/mlflow/push.js";
import {ask, type MlflowServer} from "../../../../src/pipeline/artefact/mlflow/server.js";
import type {Training} from "../../../../src/pipeline/artefact/training.js";
import {temporaryFolder} from "../../../temporaryFolder.js";

/** MLflow's command, by the variable MLFLOW alone: its server takes ten seconds to start, and belongs to no quick test run. */
const mlflow = process.env["MLFLOW"] ?? "";
const isThere = mlflow !== "" && spawnSync(mlflow, ["--version"]).status === 0;
const why = isThere ? "" : " (skipped: set MLFLOW to the `mlflow` that `pip install mlflow` brings)";

describe.skipIf(!isThere)(`a real MLflow server${why}`, {timeout: 120_000}, () => {
  it("takes a training as it goes, goes on with it, and gives back what it was told", async () => {
    const folder = temporaryFolder("mlflow");
    const server = await startServer(folder);
    mkdirSync(join(folder, "run"));
    writeFileSync(join(folder, "run", "weights.bin"), Buffer.alloc(1000, 7));
    const mirrored = {name: "dense", profile: "quick", project: "garments, and more"};
    await pushTraining(server, {...mirrored, training: trainingAfter(2, "interrupted")});
    // Another process knows nothing of what the first one told.
    const training = {...trainingAfter(3, "finished"), bestEpoch: 3, test: {accuracy: 0.9}};
    const {runId, artefacts} = await pushTraining(server, {...mirrored, training, folder: join(folder, "run")});

    const read = (path: string): Promise<unknown> => ask(server, {method: "GET", path: `/api/2.0/${path}`});
    const {run} = (await read(`mlflow/runs/get?run_id=${runId}`)) as {run: {info: object; data: object}};
    expect(run.info).toMatchObject({run_name: "dense", status: "FINISHED", start_time: noon, end_time: noon + 3000});
    expect(run.data).toMatchObject({
      params: expect.arrayContaining([
        {key: "schedule.kind", value: "cosine"},
        {key: "seed", value: "7"},
      ]),
      tags: expect.arrayContaining([{key: "lookbook.codeHash", value: "c"}]),
    });
    const history = (await read(`mlflow/metrics/get-history?run_id=${runId}&metric_key=validation_loss`)) as {
      metrics: readonly {step: number; value: number}[];
    };
    expect(history.metrics.map(({step, value}) => [step, value])).toEqual([
      [1, 1],
      [2, 0.5],
      [3, 0.25],
    ]);
    expect(artefacts).toMatch(/^mlflow-artifacts:/);
    expect(await read(`mlflow/artifacts/list?run_id=${runId}`)).toMatchObject({
      files: [{path: "weights.bin", file_size: 1000}],
    });
  });
});

const noon = Date.UTC(2026, 10, 21, 12);

function trainingAfter(epochs: number, state: "interrupted" | "finished"): Training {
  const time = (seconds: number): string => new Date(noon + 1000 * seconds).toISOString();
  return {
    ...{state, isOpen: false, sessions: 1, notices: [], started: time(0), changed: time(epochs)},
    facts: {
      ...{model: "dense", parameterCount: 10, options: {schedule: {kind: "cosine"}}, seed: 7, dataHash: "d"},
      ...{engine: "cpu", codeHash: "c", library: "0.1.0"},
    },
    epochs: Array.from({length: epochs}, (_, i) => ({
      ...{epoch: i + 1, time: time(i + 1), learningRate: 0.1, trainLoss: 2, trainAccuracy: 0.5},
      ...{validationLoss: 0.5 ** i, validationAccuracy: 0.25},
    })),
  };
}

async function startServer(folder: string): Promise<MlflowServer> {
  const port = await freePort();
  const args = ["server", "--host", "127.0.0.1", "--port", String(port), "--workers", "1"];
  const places = ["--backend-store-uri", `sqlite:///${folder}/m.db`, "--artifacts-destination", join(folder, "files")];
  const child = spawn(mlflow, [...args, ...places], {stdio: "ignore", detached: true});
  onTestFinished(async () => {
    // The command starts its workers in the group that it leads.
    process.kill(-child.pid!, "SIGKILL");
    await once(child, "exit");
  });
  const server = {uri: `http://127.0.0.1:${port}`, headers: {}};
  const isUp = (): Promise<boolean> =>
    fetch(`${server.uri}/health`).then(
      ({ok}) => ok,
      () => false,
    );
  while (!(await isUp())) await sleep(200);
  return server;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const {port} = server.address() as AddressInfo;
  server.close();
  return port;
}
