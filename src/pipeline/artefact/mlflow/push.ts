import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {flattened} from "../../../core/flattened.js";
import {sha256} from "../../../core/hash.js";
import type {TimedEpoch, Training} from "../training.js";
import {ask, MlflowRefusal, type MlflowServer} from "./server.js";

/** A training to be mirrored. */
export interface Mirrored {
  readonly name: string;
  readonly profile: string;
  readonly training: Training;
  /** Name of the experiment where the server's settings give none: the project's. */
  readonly project: string;
  /** Folder of the saved run, whose files the server gets when the training has finished. */
  readonly folder?: string;
}

/** What a server was found to know already. */
export interface Known {
  readonly runId: string;
  /** Where it keeps files: `mlflow-artifacts:/...` where it takes them itself. */
  readonly artefacts: string;
  /** The last epoch whose metrics it has, from 1; 0 for none. */
  readonly epochs: number;
}

/**
 * Tells a server all of a training that it does not know yet. It can be called as often as wanted, by any process: what the server
 * knows, it is asked.
 * @param known what an earlier call for the same training returned, which saves asking
 * @see https://mlflow.org/docs/latest/rest-api.html
 */
export async function pushTraining(server: MlflowServer, mirrored: Mirrored, known?: Known): Promise<Known> {
  const {training, folder} = mirrored;
  const {state, epochs, test, changed} = training;
  const {runId, artefacts, epochs: told} = known ?? (await findOrCreate(server, mirrored));
  const metrics = [
    ...epochs.filter(({epoch}) => epoch > told).flatMap(epochMetrics),
    ...(state === "finished" && test ? testMetrics(training) : []),
  ];
  for (const some of parts(metrics, 1000)) await post(server, "runs/log-batch", {run_id: runId, metrics: some});
  if (state === "finished" && folder !== undefined) await sendFiles(server, artefacts, folder);
  const update = {
    run_id: runId,
    status: statuses[state],
    ...(state !== "running" && changed !== undefined && {end_time: Date.parse(changed)}),
  };
  // A run that was begun just now is a running one already.
  if (state !== "running" || known === undefined) await post(server, "runs/update", update);
  return {runId, artefacts, epochs: Math.max(told, epochs.at(-1)?.epoch ?? 0)};
}

const statuses = {running: "RUNNING", finished: "FINISHED", failed: "FAILED", interrupted: "KILLED"} as const;

const api = "/api/2.0/mlflow";

function post(server: MlflowServer, path: string, body: object): Promise<unknown> {
  return ask(server, {method: "POST", path: `${api}/${path}`, body});
}

/** Finds the run by the tag that names the training. */
async function findOrCreate(server: MlflowServer, mirrored: Mirrored): Promise<Known> {
  const {name, training} = mirrored;
  const experiment = await experimentOf(server, server.experiment ?? mirrored.project);
  const id = trainingId(mirrored);
  const found = await post(server, "runs/search", {
    experiment_ids: [experiment],
    filter: `tags."lookbook.training" = '${id}'`,
    max_results: 1,
  });
  const [run] = (found as {runs?: readonly MlflowRun[]}).runs ?? [];
  if (run) return knownOf(run);
  const created = await post(server, "runs/create", {
    experiment_id: experiment,
    run_name: name,
    ...(training.started !== undefined && {start_time: Date.parse(training.started)}),
    tags: tagsOf(mirrored, id),
  });
  const fresh = knownOf((created as {run: MlflowRun}).run);
  for (const params of parts(paramsOf(training), 100)) {
    await post(server, "runs/log-batch", {run_id: fresh.runId, params});
  }
  return fresh;
}

interface MlflowRun {
  readonly info: {readonly run_id: string; readonly artifact_uri?: string};
  readonly data?: {readonly metrics?: readonly {readonly key: string; readonly step?: number | string}[]};
}

function knownOf({info, data}: MlflowRun): Known {
  const last = data?.metrics?.find(({key}) => key === "validation_loss");
  return {runId: info.run_id, artefacts: info.artifact_uri ?? "", epochs: Number(last?.step ?? 0)};
}

async function experimentOf(server: MlflowServer, name: string): Promise<string> {
  const byName = `${api}/experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
  try {
    const found = (await ask(server, {method: "GET", path: byName})) as {experiment: {experiment_id: string}};
    return found.experiment.experiment_id;
  } catch (thrown) {
    if (!(thrown instanceof MlflowRefusal && thrown.reason === "RESOURCE_DOES_NOT_EXIST")) throw thrown;
  }
  const created = (await post(server, "experiments/create", {name})) as {experiment_id: string};
  return created.experiment_id;
}

/** The same for a training that was interrupted and goes on, another for one that began anew. */
function trainingId({name, profile, training: {facts, started}}: Mirrored): string {
  return sha256(JSON.stringify([profile, name, facts?.codeHash, facts?.dataHash, facts?.seed, started])).slice(0, 32);
}

function tagsOf({name, profile, training: {facts, machine}}: Mirrored, id: string): KeyValue[] {
  return pairs({
    "lookbook.training": id,
    "lookbook.run": name,
    "lookbook.profile": profile,
    "lookbook.dataHash": facts?.dataHash,
    "lookbook.codeHash": facts?.codeHash,
    "lookbook.version": facts?.library,
    "lookbook.machine": machine && `${machine.processor}, ${machine.cores} cores, ${machine.system}`,
    "lookbook.engine": machine?.engine,
    "mlflow.source.type": "LOCAL",
    "mlflow.source.name": `models/runs/${profile}/${name}`,
  });
}

function paramsOf({facts, workers}: Training): KeyValue[] {
  if (!facts) return [];
  const {model, parameterCount, options, seed, engine} = facts;
  return pairs({model, parameterCount, seed, engine, workers, ...flattened(options)});
}

interface KeyValue {
  readonly key: string;
  readonly value: string;
}

/** Servers before 1.28 take 500 characters. */
const longest = 500;

function pairs(values: Readonly<Record<string, unknown>>): KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) => {
    if (value === undefined) return [];
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [{key, value: text.length <= longest ? text : `${text.slice(0, longest - 1)}…`}];
  });
}

interface Metric {
  readonly key: string;
  readonly value: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
  readonly step: number;
}

function epochMetrics({epoch, time, ...measured}: TimedEpoch): Metric[] {
  const named = Object.entries(measured).map(([key, value]) => [snakeCase(key), value]);
  return metricsOf(Object.fromEntries(named), time, epoch);
}

/** `validationLoss` as `validation_loss`, as metrics are called there. */
function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function testMetrics({test, bestEpoch, changed = ""}: Training): Metric[] {
  return metricsOf({test_accuracy: test?.accuracy, test_macro_f1: test?.macroF1}, changed, bestEpoch ?? 0);
}

/** Without those that are not known: JSON has no number for them. */
function metricsOf(values: Readonly<Record<string, number | undefined>>, time: string, step: number): Metric[] {
  const timestamp = Date.parse(time);
  return Object.entries(values).flatMap(([key, value]) =>
    value !== undefined && Number.isFinite(value) ? [{key, value, timestamp, step}] : [],
  );
}

/** A server that keeps its files elsewhere, such as in a bucket, does not take them over HTTP. */
async function sendFiles(server: MlflowServer, artefacts: string, folder: string): Promise<void> {
  const [, place] = /^mlflow-artifacts:(?:\/\/[^/]*)?\/*(.*)$/.exec(artefacts) ?? [];
  if (place === undefined) return;
  for (const name of ["run.json", "journal.jsonl", "manifest.json", "model.json", "weights.bin"]) {
    const body = await readFile(join(folder, name)).catch(() => undefined);
    const path = `/api/2.0/mlflow-artifacts/artifacts/${place}/${name}`;
    if (body) await ask(server, {method: "PUT", path, body});
  }
}

function parts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({length: Math.ceil(list.length / size)}, (_, i) => list.slice(i * size, (i + 1) * size));
}
