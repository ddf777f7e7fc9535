import {LookbookError, messageOf} from "../../../core/errors.js";

/** An MLflow tracking server, as its users name it in the environment. */
export interface MlflowServer {
  /** Without a slash at its end. */
  readonly uri: string;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Asked for by name; undefined leaves the name to the project. */
  readonly experiment?: string;
  /** Milliseconds until an answer has to be there; defaults to 5,000. */
  readonly patience?: number;
}

/**
 * The server that the environment names, by MLflow's own variables: `MLFLOW_TRACKING_URI`, `MLFLOW_EXPERIMENT_NAME`, and
 * `MLFLOW_TRACKING_TOKEN` or `MLFLOW_TRACKING_USERNAME` and `MLFLOW_TRACKING_PASSWORD`.
 * @returns undefined where no server is named
 * @throws LookbookError `bad-option` for an address that is none of HTTP: a folder or a database is MLflow's to write
 */
export function mlflowServer(env: NodeJS.ProcessEnv): MlflowServer | undefined {
  const uri = env["MLFLOW_TRACKING_URI"]?.trim().replace(/\/+$/, "");
  if (!uri) return undefined;
  if (!/^https?:\/\/[^/]/i.test(uri)) {
    const remedy = "run `mlflow server` on it and name that server's address";
    throw new LookbookError(
      "bad-option",
      `MLFLOW_TRACKING_URI: expected an address with http:// or https://, got "${uri}"; ${remedy}`,
    );
  }
  const experiment = env["MLFLOW_EXPERIMENT_NAME"];
  return {uri, headers: credentials(env), ...(experiment && {experiment})};
}

function credentials(env: NodeJS.ProcessEnv): Record<string, string> {
  const {MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password} = env;
  if (token) return {authorization: `Bearer ${token}`};
  if (!user) return {};
  return {authorization: `Basic ${Buffer.from(`${user}:${password ?? ""}`).toString("base64")}`};
}

/** One request: a path below the server's address, and what is sent. */
export interface MlflowRequest {
  readonly method: "GET" | "POST" | "PUT";
  readonly path: string;
  /** Bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** The server refused; `status` is HTTP's, `reason` its own code, such as `RESOURCE_DOES_NOT_EXIST`. */
export class MlflowRefusal extends Error {
  readonly status: number;
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/**
 * Asks a server and reads its answer, JSON.
 * @throws MlflowRefusal for an answer that is none of success; Error where none came
 */
export async function ask({uri, headers, patience = 5000}: MlflowServer, request: MlflowRequest): Promise<unknown> {
  const {method, path, body} = request;
  const isBytes = body instanceof Uint8Array;
  const response = await fetch(`${uri}${path}`, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && {"content-type": isBytes ? "application/octet-stream" : "application/json"}),
      // A connection that is kept for later would look like work that a notebook left undone.
      connection: "close",
    },
    ...(body !== undefined && {body: isBytes ? new Uint8Array(body) : JSON.stringify(body)}),
    signal: AbortSignal.timeout(isBytes ? 12 * patience : patience),
  }).catch((thrown: unknown) => {
    throw new Error(reasonOf(thrown, patience), {cause: thrown});
  });
  const text = await response.text();
  if (!response.ok) throw refusal(response.status, text, path);
  try {
    return JSON.parse(text || "{}");
  } catch {
    throw new Error(`its answer to ${path} is not JSON; is it an MLflow server?`);
  }
}

function refusal(status: number, text: string, path: string): MlflowRefusal {
  let answer: {error_code?: string; message?: string} = {};
  try {
    answer = JSON.parse(text) as typeof answer;
  } catch {
    // A proxy's page, or plain text.
  }
  const message = answer.message ?? text.trim().split("\n")[0] ?? "";
  return new MlflowRefusal(
    status,
    answer.error_code ?? "",
    `it answered ${status} to ${path}${message === "" ? "" : `: ${message.slice(0, 200)}`}`,
  );
}

/** `fetch` says "fetch failed", and the reason in its cause. */
function reasonOf(thrown: unknown, patience: number): string {
  if (thrown instanceof Error && thrown.name === "TimeoutError") return `no answer in ${patience / 1000} s`;
  const cause = thrown instanceof Error ? thrown.cause : undefined;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return (cause instanceof Error && cause.message) || code || messageOf(thrown);
}
