import {randomBytes} from "node:crypto";
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from "node:fs/promises";
import {createServer, type IncomingMessage, type Server, type ServerResponse} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, beforeEach, describe, expect, it} from "vitest";
import {sha256} from "../../../src/core/hash.js";
import {type DownloadOptions, download} from "../../../src/pipeline/source/download.js";

const body = randomBytes(200_000);
type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** Sends the file as a well-behaved server does, with Range. */
const whole: Behaviour = (request, response) => {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const rest = body.subarray(start);
  const head = {"content-length": rest.length, "content-range": `bytes ${start}-${body.length - 1}/${body.length}`};
  response.writeHead(request.headers.range ? 206 : 200, head).end(rest);
};
/** Sends a share of what was asked for, then cuts the connection. */
const cut =
  (bytes: number): Behaviour =>
  (request, response) => {
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    const head = {
      "content-length": body.length - start,
      "content-range": `bytes ${start}-${body.length - 1}/${body.length}`,
    };
    response.writeHead(request.headers.range ? 206 : 200, head);
    response.write(body.subarray(start, start + bytes), () => setTimeout(() => response.destroy(), 20));
  };
const ignoresRange: Behaviour = (_, response) => {
  response.writeHead(200, {"content-length": body.length}).end(body);
};
const status =
  (code: number, headers: Record<string, string> = {}): Behaviour =>
  (_, response) => {
    response.writeHead(code, headers).end("no");
  };
const wrongBytes: Behaviour = (_, response) => {
  response.end(randomBytes(body.length));
};
const tooLong: Behaviour = (_, response) => {
  // Written in two goes, so that no content-length gives it away.
  response.write(randomBytes(body.length));
  response.end("!");
};
const silence: Behaviour = () => undefined;

let server: Server;
let folder = "";
let path = "";
/** What the next requests to `/NAME` meet; the last one stays. */
let behaviours: Record<string, Behaviour[]> = {};
let requests: {url: string; range: string | undefined}[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const queue = behaviours[request.url!.slice(1)] ?? [];
    requests.push({url: request.url!.slice(1), range: request.headers.range});
    (queue.length > 1 ? queue.shift()! : (queue[0] ?? status(404)))(request, response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-download-"));
  path = join(folder, "file.gz");
  behaviours = {};
  requests = [];
  return () => rm(folder, {recursive: true});
});

function options(names: readonly string[], extra: Partial<DownloadOptions> = {}): DownloadOptions {
  const {port} = server.address() as AddressInfo;
  const urls = names.map((name) => `http://127.0.0.1:${port}/${name}`);
  return {urls, size: body.length, checksum: sha256(body), backOff: 5, ...extra};
}

describe("download(path, options)", () => {
  it("leaves the file, whole, and nothing else", async () => {
    behaviours = {a: [whole]};
    await download(path, options(["a"]));
    expect(body.equals(await readFile(path))).toBe(true);
    expect(await readdir(folder)).toEqual(["file.gz"]);
  });

  it("goes on where a cut connection left off", async () => {
    behaviours = {a: [cut(80_000), cut(50_000), whole]};
    await download(path, options(["a"]));
    expect(body.equals(await readFile(path))).toBe(true);
    expect(requests.map(({range}) => range)).toEqual([undefined, "bytes=80000-", "bytes=130000-"]);
  });

  it("survives more cuts than it has rounds, as long as each brings something", async () => {
    behaviours = {a: [...Array.from({length: 9}, () => cut(20_000)), whole]};
    await download(path, options(["a"], {rounds: 2}));
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("goes on from a part that another run left", async () => {
    behaviours = {a: [whole]};
    await writeFile(`${path}.part`, body.subarray(0, 150_000));
    await download(path, options(["a"]));
    expect(requests).toEqual([{url: "a", range: "bytes=150000-"}]);
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("begins anew where the server ignores Range", async () => {
    behaviours = {a: [cut(80_000), ignoresRange]};
    await download(path, options(["a"]));
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("begins anew where the part was of another file", async () => {
    behaviours = {a: [whole]};
    await writeFile(`${path}.part`, randomBytes(1000));
    await download(path, options(["a"]));
    expect(requests.map(({range}) => range)).toEqual(["bytes=1000-", undefined]);
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("drops a part that is longer than the file", async () => {
    behaviours = {a: [whole]};
    await writeFile(`${path}.part`, randomBytes(body.length + 1));
    await download(path, options(["a"]));
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("asks for nothing where a whole part only has to be renamed", async () => {
    await writeFile(`${path}.part`, body);
    await download(path, options(["a"]));
    expect(requests).toEqual([]);
    expect(await readdir(folder)).toEqual(["file.gz"]);
  });

  it("tries again after a server error, as late as the server asks", async () => {
    behaviours = {a: [status(500), status(503, {"retry-after": "0.2"}), whole]};
    const start = performance.now();
    await download(path, options(["a"]));
    expect(performance.now() - start).toBeGreaterThan(200);
    expect(requests).toHaveLength(3);
  });

  it("asks a mirror without the file only once and takes the next", async () => {
    behaviours = {a: [status(404)], b: [status(500), whole]};
    await download(path, options(["a", "b"]));
    expect(requests.map(({url}) => url)).toEqual(["a", "b", "b"]);
  });

  it("goes on at the second mirror where the first broke off", async () => {
    behaviours = {a: [cut(80_000)], b: [whole]};
    await download(path, options(["a", "b"]));
    expect(requests).toEqual([
      {url: "a", range: undefined},
      {url: "b", range: "bytes=80000-"},
    ]);
    expect(body.equals(await readFile(path))).toBe(true);
  });

  it("never lets wrong bytes through, and says what it got from whom", async () => {
    behaviours = {a: [wrongBytes], b: [tooLong], c: [status(404)]};
    await expect(download(path, options(["a", "b", "c"]))).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringMatching(
        /^cannot download file\.gz: \S+\/a: expected sha256 \w{64}, got \w{64}; \S+\/b: it sent more than the expected 200000 bytes; \S+\/c: HTTP 404$/,
      ),
    });
    expect(await readdir(folder)).not.toContain("file.gz");
  });

  it("refuses a file of another length before reading it", async () => {
    behaviours = {a: [(_, response) => void response.writeHead(200, {"content-length": 3}).end("abc")]};
    await expect(download(path, options(["a"]))).rejects.toThrow("expected 200000 bytes, it offers 3");
  });

  it("refuses a mirror that repacks the file", async () => {
    behaviours = {a: [(_, response) => void response.writeHead(200, {"content-encoding": "br"}).end("abc")]};
    await expect(download(path, options(["a"]))).rejects.toThrow("it repacks the file (content-encoding br)");
  });

  it("gives up on a mirror that does not answer", async () => {
    behaviours = {a: [silence]};
    await expect(download(path, options(["a"], {rounds: 1, answerTimeout: 60}))).rejects.toThrow("no answer in 0.06 s");
  });

  it("gives up on a mirror that falls silent, keeping what came", async () => {
    const stalls: Behaviour = (_, response) => void response.write(body.subarray(0, 70_000));
    behaviours = {a: [stalls]};
    const failed = download(path, options(["a"], {rounds: 1, stallTimeout: 80}));
    await expect(failed).rejects.toThrow("nothing came for 0.08 s");
    expect((await stat(`${path}.part`)).size).toBe(70_000);
  });

  it("says when there is no such host or nobody listens", async () => {
    const nowhere = {...options([], {rounds: 1}), urls: ["http://127.0.0.1:1/x", "http://lookbook.invalid/x"]};
    await expect(download(path, nowhere)).rejects.toThrow(/127\.0\.0\.1:1\/x: .+; http:\/\/lookbook\.invalid\/x: .+/);
  });

  it("leaves the file that lay there untouched where it fails", async () => {
    await writeFile(path, "old");
    behaviours = {a: [wrongBytes]};
    await expect(download(path, options(["a"]))).rejects.toThrow("expected sha256");
    expect(await readFile(path, "utf8")).toBe("old");
  });

  it("ends when its caller interrupts it", async () => {
    behaviours = {a: [silence]};
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 50);
    await expect(download(path, options(["a"], {signal: controller.signal}))).rejects.toMatchObject({
      code: "interrupted",
    });
  });

  it("names the folder it cannot write to", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(download(join(folder, "file", "x.gz"), options(["a"]))).rejects.toMatchObject({code: "disk"});
    await mkdir(`${path}.part`);
    behaviours = {a: [whole]};
    await expect(download(path, options(["a"]))).rejects.toMatchObject({code: "disk"});
  });

  it("fetches once where two ask at the same time", async () => {
    behaviours = {a: [whole]};
    await Promise.all([download(path, options(["a"])), download(path, options(["a"]))]);
    expect(requests).toHaveLength(1);
  });

  it("reports its progress up to the last byte", async () => {
    behaviours = {a: [whole]};
    const seen: number[] = [];
    const progress = () => ({update: (done: number) => void seen.push(done), end: () => undefined});
    await download(path, options(["a"], {progress}));
    expect(seen.at(-1)).toBe(body.length);
  });
});
