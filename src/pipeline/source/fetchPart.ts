import {type FileHandle, open, rm, stat} from "node:fs/promises";
import {LookbookError, messageOf, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {type Deadline, deadline} from "./deadline.js";

/** The part of the platform's `fetch` that a download needs. */
export type Fetch = (
  url: string,
  init: {readonly headers: Record<string, string>; readonly signal: AbortSignal},
) => Promise<FetchResponse>;

export interface FetchResponse {
  readonly status: number;
  readonly headers: {get(name: string): string | null};
  readonly body: AsyncIterable<Uint8Array> | null;
}

/** How one request for the rest of a file came out. */
export type Attempt =
  | {readonly kind: "complete"}
  /** `permanent`: asking this mirror again is of no use. `wait`: milliseconds the mirror asked for. */
  | {readonly kind: "failed"; readonly reason: string; readonly permanent: boolean; readonly wait?: number};

/** Options for {@link fetchPart}. */
export interface FetchPartOptions {
  readonly fetch: Fetch;
  /** Bytes the whole file must have. */
  readonly size: number;
  /** Milliseconds until a mirror has to answer. */
  readonly answerTimeout: number;
  /** Milliseconds that may pass between two chunks. */
  readonly stallTimeout: number;
  /** Told how many bytes lie on the disk. */
  readonly onBytes: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks one mirror for what is missing of a file and appends it to `part`; what came stays there even when the connection breaks.
 * A mirror that ignores Range sends the file from its start, and `part` is begun anew.
 * @throws LookbookError `disk` where `part` cannot be written, `interrupted` where the caller's signal fired
 */
export async function fetchPart(url: string, part: string, options: FetchPartOptions): Promise<Attempt> {
  const {fetch, size, answerTimeout, signal} = options;
  const offset = await partSize(part);
  if (offset === size) return {kind: "complete"};
  if (offset > size) await rm(part, {force: true});
  const start = offset < size ? offset : 0;
  const watch = deadline(signal);
  try {
    watch.extend(answerTimeout, `no answer in ${answerTimeout / 1000} s`);
    const headers = {"accept-encoding": "identity", ...(start > 0 && {range: `bytes=${start}-`})};
    const response = await fetch(url, {headers, signal: watch.signal});
    const refusal = await judge(response, start, part, size);
    return refusal ?? (await append(response, part, response.status === 206 ? start : 0, {...options, watch}));
  } catch (thrown) {
    if (thrown instanceof LookbookError) throw thrown;
    if (signal?.aborted)
      throw new LookbookError("interrupted", `the download of ${url} was interrupted; the next one goes on from there`);
    return {kind: "failed", reason: reasonOf(watch.expired ?? thrown), permanent: false};
  } finally {
    watch.clear();
  }
}

/** Bytes of the file that is being downloaded; 0 where it does not exist. */
export async function partSize(part: string): Promise<number> {
  return stat(part).then(
    (info) => info.size,
    () => 0,
  );
}

/** Decides by status and headers whether the body is worth reading; undefined means it is. */
async function judge(
  {status, headers}: FetchResponse,
  start: number,
  part: string,
  size: number,
): Promise<Attempt | undefined> {
  const fail = (reason: string, permanent: boolean): Attempt => {
    const wait = Number(headers.get("retry-after")) * 1000;
    return {kind: "failed", reason, permanent, ...(wait > 0 && {wait: Math.min(wait, 30_000)})};
  };
  const encoding = headers.get("content-encoding") ?? "identity";
  if (status === 416) {
    await rm(part, {force: true});
    return fail("the part on the disk was longer than the file (HTTP 416); it was dropped", false);
  }
  if (status !== 200 && status !== 206)
    return fail(`HTTP ${status}`, status < 500 && ![408, 425, 429].includes(status));
  if (encoding !== "identity") return fail(`it repacks the file (content-encoding ${encoding})`, true);
  if (status === 200) {
    const length = headers.get("content-length");
    return length === null || Number(length) === size
      ? undefined
      : fail(`expected ${size} bytes, it offers ${length}`, true);
  }
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get("content-range") ?? "") ?? [];
  if (total !== undefined && total !== "*" && Number(total) !== size) {
    return fail(`expected ${size} bytes, it offers ${total}`, true);
  }
  return Number(from) === start ? undefined : fail(`asked for bytes from ${start}, it sent from ${from}`, true);
}

async function append(
  {body}: FetchResponse,
  part: string,
  start: number,
  {size, stallTimeout, onBytes, watch}: FetchPartOptions & {readonly watch: Deadline},
): Promise<Attempt> {
  let done = start;
  const file = await openPart(part, start);
  try {
    for await (const chunk of body ?? []) {
      watch.extend(stallTimeout, `nothing came for ${stallTimeout / 1000} s`);
      if (done + chunk.length > size) {
        // It is another file: what came of it is of no use to the next mirror.
        await file.truncate(0);
        return {kind: "failed", reason: `it sent more than the expected ${size} bytes`, permanent: true};
      }
      await file.write(chunk).catch((cause: unknown) => {
        throw diskError("write", part, cause);
      });
      done += chunk.length;
      onBytes(done);
    }
  } finally {
    await file.close();
  }
  if (done === size) return {kind: "complete"};
  return {kind: "failed", reason: `the connection ended after ${done} of ${size} bytes`, permanent: false};
}

async function openPart(part: string, start: number): Promise<FileHandle> {
  return open(part, start > 0 ? "a" : "w").catch((cause: unknown) => {
    throw diskError("write", part, cause);
  });
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  const code = systemCode(cause);
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `the host was not found (${code})`;
  if (code === "ECONNREFUSED") return `the connection was refused (${code})`;
  return messageOf(cause);
}
