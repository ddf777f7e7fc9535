import {appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile} from "node:fs/promises";
import {createServer} from "node:http";
import type {AddressInfo} from "node:net";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {LayersModel, model, type SymbolicTensor} from "@tensorflow/tfjs-layers";
import {beforeAll, beforeEach, describe, expect, it} from "vitest";
import {sha256} from "../../../src/core/hash.js";
import {type ProjectPaths, projectAt} from "../../../src/core/paths.js";
import {compileForInference} from "../../../src/pipeline/engine/onnx/compileForInference.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import type {BackboneName} from "../../../src/pipeline/model/backboneFiles.js";
import {fetchBackbone} from "../../../src/pipeline/model/fetchBackbone.js";
import {asBackboneName, backboneLadder, findBackbone} from "../../../src/pipeline/model/findBackbone.js";
import {loadBackbone} from "../../../src/pipeline/model/loadBackbone.js";
import {download} from "../../../src/pipeline/source/download.js";
import {byTensorflow, difference} from "../engine/onnx/agreement.js";

const project = projectAt(dirname(dirname(dirname(import.meta.dirname))));
const names: readonly BackboneName[] = [
  "efficientnetv2-b0-224",
  "mobilenet-v2-1.0-224",
  "efficientnet-b0-224-to-block7a",
];
const absent = names.filter((name) => findBackbone(name, project) === undefined);
if (absent.length > 0) console.warn(`not tested, since it is not here: ${absent.join(", ")}`);

beforeAll(async () => void (await openEngine("wasm")));

/** Smooth colours, as in a photograph. */
const picture = (height: number, width: number, count: number): Uint8Array =>
  Uint8Array.from({length: count * height * width * 3}, (_, i) => {
    const [channel, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    return 127 + 100 * Math.sin(x / 9 + channel) * Math.cos(y / 7 - channel);
  });

describe.each(names.filter((name) => !absent.includes(name)))("the backbone %s", (name) => {
  it("computes by onnxruntime what it computes by WASM, byte for byte the same in every run", async () => {
    const whole = await loadBackbone(name, project);
    const shape = [64, 72, 3];
    const images = picture(64, 72, 2);
    const features = whole.getLayer("avg_pool").output as SymbolicTensor;
    const network = model({name, inputs: whole.inputs, outputs: [features]});
    const expected = byTensorflow(network, [Float32Array.from(images)], [[2, ...shape]])[0]!;
    const compiled = await compileForInference(network, {workers: 0, size: [64, 72], input: "uint8", engine: "onnx"});
    const found = await compiled.run(images);
    expect(difference(found, expected)).toBeLessThan(1e-4);
    expect(await compiled.run(images)).toEqual(found);
    await compiled.dispose();
    whole.dispose();
  });
});

describe("loadBackbone(name, paths)", () => {
  it("says where a backbone was looked for", async () => {
    const nowhere = projectAt(join(tmpdir(), "lookbook-nowhere", "project"));
    await expect(loadBackbone("mobilenet-v2-1.0-224", nowhere)).rejects.toThrow(
      "backbone mobilenet-v2-1.0-224 is neither in data/raw/mobilenet-v2-1.0-224 nor in ../shared/models/",
    );
  });
  it.skipIf(absent.includes("mobilenet-v2-1.0-224"))("refuses a damaged file by name", async () => {
    const root = await mkdtemp(join(tmpdir(), "lookbook-backbone-"));
    const paths = projectAt(root);
    const folder = join(paths.data, "raw", "mobilenet-v2-1.0-224");
    await cp(findBackbone("mobilenet-v2-1.0-224", project)!, folder, {recursive: true});
    expect(await loadBackbone("mobilenet-v2-1.0-224", paths)).toBeInstanceOf(LayersModel);
    await appendFile(join(folder, "group1-shard2of3.bin"), "x");
    await expect(loadBackbone("mobilenet-v2-1.0-224", paths)).rejects.toMatchObject({
      code: "bad-checksum",
      message: /group1-shard2of3\.bin: expected SHA-256 1461c653/,
    });
    await rm(root, {recursive: true});
  });
});

describe("a backbone that Keras publishes", () => {
  const name = "efficientnet-b0-224";
  let paths: ProjectPaths;
  beforeEach(async () => {
    const base = await mkdtemp(join(tmpdir(), "lookbook-backbone-"));
    paths = projectAt(join(base, "project"));
    return () => rm(base, {recursive: true});
  });

  it("is fetched over a connection that breaks, into data/raw", async () => {
    const body = Buffer.from("weights ".repeat(5000));
    const ranges: (string | undefined)[] = [];
    const server = createServer(({headers: {range}}, response) => {
      ranges.push(range);
      const start = Number(/\d+/.exec(range ?? "0")![0]);
      const headers = {
        "content-length": body.length - start,
        "content-range": `bytes ${start}-${body.length - 1}/${body.length}`,
      };
      response.writeHead(start > 0 ? 206 : 200, headers);
      if (ranges.length > 1) response.end(body.subarray(start));
      else response.write(body.subarray(0, 9000), () => setTimeout(() => response.destroy(), 20));
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const urls = [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`];
    const asked: string[] = [];
    const path = await fetchBackbone(name, paths, {
      download: (target, options) => {
        asked.push(...options.urls, options.checksum);
        return download(target, {...options, urls, size: body.length, checksum: sha256(body), backOff: 5});
      },
    });
    server.close();
    expect(asked).toEqual([
      "https://storage.googleapis.com/keras-applications/efficientnetb0_notop.h5",
      "50bc09e76180e00e4465e1a485ddc09d",
    ]);
    expect(path).toBe(join(paths.data, "raw", name, "efficientnetb0_notop.h5"));
    expect(body.equals(await readFile(path))).toBe(true);
    expect(ranges).toHaveLength(2);
    expect(backboneLadder(name, paths).map(({found}) => found)).toEqual([true, false]);
  });

  it("is asked for by the loader, where it is told how, and is nowhere", async () => {
    const asked: string[] = [];
    const nothing = async (path: string): Promise<void> => void asked.push(path);
    await expect(loadBackbone(name, paths, {download: nothing})).rejects.toMatchObject({code: "missing-file"});
    expect(asked).toEqual([join(paths.data, "raw", name, "efficientnetb0_notop.h5")]);
    await expect(loadBackbone(name, paths)).rejects.toThrow(
      `run \`lookbook models --fetch ${name}\`, or put its efficient`,
    );
    await expect(fetchBackbone("efficientnetv2-b0-224", paths, {download: nothing})).rejects.toThrow(
      "backbone efficientnetv2-b0-224 has no public file; put its model.json and weights into data/raw/",
    );
  });

  it("tells a network that is not there from a file that is not whole", async () => {
    const closed = {urls: ["http://127.0.0.1:1/x"], backOff: 1, rounds: 1};
    const options = {
      download: (path: string, wanted: object) => download(path, {size: 1, checksum: "", ...wanted, ...closed}),
    };
    await expect(loadBackbone(name, paths, options)).rejects.toMatchObject({
      code: "download-failed",
      message: expect.stringMatching(
        /^cannot download efficientnetb0_notop\.h5: http.*; check the network, or put efficientnetb0_notop\.h5 into/,
      ),
    });
    const folder = join(paths.data, "raw", name);
    await mkdir(folder, {recursive: true});
    await writeFile(join(folder, "efficientnetb0_notop.h5"), "weights");
    await expect(loadBackbone(name, paths, options)).rejects.toMatchObject({
      code: "bad-checksum",
      message: expect.stringMatching(
        /expected md5 50bc09e76180e00e4465e1a485ddc09d, found \w{32}; run `lookbook models/,
      ),
    });
  });

  it("has a name that is told from a misspelt one", () => {
    expect(asBackboneName(name)).toBe(name);
    expect(() => asBackboneName("efficientnet-b0")).toThrow(
      'unknown backbone "efficientnet-b0"; did you mean "efficientnet-b0-224"?',
    );
  });
});
