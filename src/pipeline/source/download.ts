import {mkdir, rename, rm} from "node:fs/promises";
import {basename, dirname} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {LookbookError} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {checksumKind, digestFile} from "../../core/hash.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import {type Attempt, type Fetch, fetchPart, partSize} from "./fetchPart.js";
import {withLock} from "./lock.js";

/** What to download, and how patiently. */
export interface DownloadOptions {
  /** Addresses of the same file, the preferred one first. */
  readonly urls: readonly string[];
  /** Bytes the file must have. */
  readonly size: number;
  /** SHA-256 the file must have, in hex; or MD5, where its publisher gives no other. */
  readonly checksum: string;
  /** Defaults to the platform's. */
  readonly fetch?: Fetch | undefined;
  /** Rounds over all mirrors that may pass without a new byte; defaults to 4. */
  readonly rounds?: number | undefined;
  /** Milliseconds before the second round, doubled after each; defaults to 500. */
  readonly backOff?: number | undefined;
  /** Milliseconds until a mirror has to answer; defaults to 10,000. */
  readonly answerTimeout?: number | undefined;
  /** Milliseconds that may pass between two chunks; defaults to 20,000. */
  readonly stallTimeout?: number | undefined;
  readonly progress?: ProgressFactory | undefined;
  /** Ends the download with an `interrupted` error. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Downloads a file to `path`. Bytes gather in `path.part`, from which a broken download goes on, by any mirror; only a file with
 * the right checksum is renamed to `path`, so what lies there is whole, and what lay there before stays until then.
 * A mirror that does not have the file or sends another one is not asked again.
 * @throws LookbookError `download-failed` with what each mirror did, `disk`, or `interrupted`
 */
export async function download(path: string, options: DownloadOptions): Promise<void> {
  await mkdir(dirname(path), {recursive: true}).catch((cause: unknown) => {
    throw diskError("write", path, cause);
  });
  await withLock(`${path}.lock`, async () => {
    // Another process may have finished it while this one waited for the lock.
    const {size, checksum} = options;
    if ((await partSize(path)) === size && (await digestFile(path, checksumKind(checksum))) === checksum) return;
    await gather(path, options);
  });
}

async function gather(path: string, options: DownloadOptions): Promise<void> {
  const {urls, size, rounds = 4, backOff = 500, progress = silent} = options;
  const line = progress(basename(path), "bytes");
  const reasons = new Map<string, string>();
  let mirrors = [...urls];
  let most = 0;
  for (let idle = 0; idle < rounds && mirrors.length > 0; ) {
    let pause = backOff * 2 ** idle;
    idle++;
    for (const url of mirrors) {
      const attempt = await tryMirror(url, path, options, (done) => line.update(done, size, new URL(url).host));
      if (attempt.kind === "complete") return line.end(`${size.toLocaleString("en-US")} bytes`);
      reasons.set(url, attempt.reason);
      if (attempt.permanent) mirrors = mirrors.filter((other) => other !== url);
      const done = await partSize(`${path}.part`);
      if (done > most) idle = 0;
      most = Math.max(most, done);
      pause = Math.max(pause, attempt.wait ?? 0);
    }
    if (idle < rounds && mirrors.length > 0) await rest(pause, options.signal, path);
  }
  line.end("failed");
  throw new LookbookError(
    "download-failed",
    `cannot download ${basename(path)}: ${[...reasons].map(([url, reason]) => `${url}: ${reason}`).join("; ")}`,
  );
}

async function tryMirror(
  url: string,
  path: string,
  {fetch = globalThis.fetch, answerTimeout = 10_000, stallTimeout = 20_000, size, checksum, signal}: DownloadOptions,
  onBytes: (done: number) => void,
): Promise<Attempt> {
  const part = `${path}.part`;
  const resumed = (await partSize(part)) > 0;
  const attempt = await fetchPart(url, part, {fetch, size, answerTimeout, stallTimeout, signal, onBytes});
  if (attempt.kind === "failed") return attempt;
  const kind = checksumKind(checksum);
  const actual = await digestFile(part, kind);
  if (actual === checksum) {
    await rename(part, path).catch((cause: unknown) => {
      throw diskError("write", path, cause);
    });
    return attempt;
  }
  await rm(part, {force: true});
  // A resumed file may have been spoilt by its first half: the mirror gets a second chance, from the start.
  return {kind: "failed", reason: `expected ${kind} ${checksum}, got ${actual}`, permanent: !resumed};
}

async function rest(milliseconds: number, signal: AbortSignal | undefined, path: string): Promise<void> {
  await sleep(milliseconds, undefined, signal && {signal}).catch((cause: unknown) => {
    throw new LookbookError("interrupted", `the download of ${basename(path)} was interrupted`, {cause});
  });
}
