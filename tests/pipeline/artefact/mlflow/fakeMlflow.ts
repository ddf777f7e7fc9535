import {once} from "node:events";
import {createServer, type IncomingMessage} from "node:http";
import type {AddressInfo} from "node:net";

/** A run as the fake server holds it. */
export interface FakeRun {
  readonly id: string;
  readonly experiment: string;
  readonly name: string;
  readonly start: number;
  status: string;
  end?: number;
  readonly tags: Record<string, string>;
  readonly params: Record<string, string>;
  /** Every value that was sent, in order: `[step, value]`. */
  readonly metrics: Record<string, [number, number][]>;
  readonly files: Record<string, number>;
}

/** What of MLflow's REST API 2.0 the mirror asks, with the answers of MLflow 3.17; `realServer.test.ts` asks that itself. */
export interface FakeMlflow {
  readonly uri: string;
  readonly runs: FakeRun[];
  /** Method, path and headers of each request. */
  readonly requests: {readonly what: string; readonly headers: IncomingMessage["headers"]}[];
  /** What to answer instead of the truth: a status, or nothing at all. */
  trouble: number | "silence" | undefined;
  readonly close: () => Promise<void>;
}

/** Opens it on any free port. @param port to take the place of one that was closed */
export async function openFakeMlflow(port = 0): Promise<FakeMlflow> {
  const experiments: string[] = ["Default"];
  const server = createServer((request, response) => {
    void (async () => {
      const {pathname, searchParams} = new URL(request.url!, "http://fake");
      const what = `${request.method} ${pathname.replace("/api/2.0/", "")}`;
      fake.requests.push({what, headers: request.headers});
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      if (fake.trouble === "silence") return;
      const [status, answer] =
        fake.trouble === undefined ? answerTo(what, searchParams, body) : [fake.trouble, {message: "no room"}];
      response.writeHead(status, {"content-type": "application/json"}).end(JSON.stringify(answer));
    })();
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const fake: FakeMlflow = {
    uri: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    runs: [],
    requests: [],
    trouble: undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return fake;

  function answerTo(what: string, query: URLSearchParams, body: Buffer): [number, unknown] {
    const [, run, file] = /^PUT mlflow-artifacts\/artifacts\/1\/(\w+)\/artifacts\/(.+)$/.exec(what) ?? [];
    if (run !== undefined) {
      runOf(run).files[file!] = body.length;
      return [200, {}];
    }
    const asked = body.length > 0 ? JSON.parse(body.toString("utf8")) : {};
    switch (what) {
      case "GET mlflow/experiments/get-by-name": {
        const id = experiments.indexOf(query.get("experiment_name")!);
        if (id >= 0) return [200, {experiment: {experiment_id: String(id)}}];
        return [404, {error_code: "RESOURCE_DOES_NOT_EXIST", message: "Could not find experiment"}];
      }
      case "POST mlflow/experiments/create":
        return [200, {experiment_id: String(experiments.push(asked.name) - 1)}];
      case "POST mlflow/runs/search": {
        const [, key, value] = /^tags\."([^"]+)" = '([^']+)'$/.exec(asked.filter)!;
        const found = fake.runs.filter(({tags}) => tags[key!] === value);
        return [200, found.length > 0 ? {runs: found.map(shown)} : {}];
      }
      case "POST mlflow/runs/create": {
        const tags = pairs(asked.tags);
        const base = {id: `run${fake.runs.length}`, experiment: experiments[asked.experiment_id]!, tags};
        fake.runs.push({
          ...{...base, name: asked.run_name, start: asked.start_time, status: "RUNNING"},
          ...{params: {}, metrics: {}, files: {}},
        });
        return [200, {run: shown(fake.runs.at(-1)!)}];
      }
      case "POST mlflow/runs/log-batch": {
        const {params, metrics} = runOf(asked.run_id);
        Object.assign(params, pairs(asked.params ?? []));
        for (const {key, value, step} of asked.metrics ?? []) {
          metrics[key] ??= [];
          metrics[key].push([step, value]);
        }
        return [200, {}];
      }
      case "POST mlflow/runs/update": {
        const found = runOf(asked.run_id);
        found.status = asked.status;
        if (asked.end_time !== undefined) found.end = asked.end_time;
        return [200, {}];
      }
      default:
        return [404, {error_code: "ENDPOINT_NOT_FOUND", message: what}];
    }
  }

  function runOf(id: string): FakeRun {
    return fake.runs.find((run) => run.id === id)!;
  }
}

function pairs(list: readonly {key: string; value: string}[]): Record<string, string> {
  return Object.fromEntries(list.map(({key, value}) => [key, value]));
}

function shown({id, metrics}: FakeRun): unknown {
  const last = Object.entries(metrics).map(([key, values]) => ({key, step: values.at(-1)![0]}));
  return {info: {run_id: id, artifact_uri: `mlflow-artifacts:/1/${id}/artifacts`}, data: {metrics: last}};
}
