import {readFile} from "node:fs/promises";
import {createRequire} from "node:module";
import {LookbookError, messageOf} from "./errors.js";

/** A picture as the codec takes and gives it: red, green, blue, alpha. */
export interface RgbaImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Decodes with the orientation of EXIF applied. @throws LookbookError `bad-file` for data that are broken or end early */
export async function mozjpegDecode(bytes: Uint8Array): Promise<RgbaImage> {
  decoder ??= openDecoder();
  const {codec, complaints} = await decoder;
  complaints.length = 0;
  try {
    const image = withImageData(() => codec.decode(bytes, true));
    // libjpeg goes on after a warning, with grey for what is missing; bytes too many between two segments harm nothing.
    const warning = complaints.find((text) => !text.includes("extraneous bytes"));
    if (image && !warning) return image;
    throw new LookbookError("bad-file", `broken JPEG: ${warning ?? "no picture came out"}`);
  } catch (cause) {
    if (cause instanceof LookbookError) throw cause;
    // After an error of libjpeg the instance holds memory it never frees.
    decoder = undefined;
    throw new LookbookError("bad-file", `broken JPEG: ${complaints.at(-1) ?? messageOf(cause)}`, {cause});
  }
}

/** Encodes as baseline JPEG with the tables of Annex K. */
export async function mozjpegEncode({width, height, data}: RgbaImage, quality: number): Promise<Uint8Array> {
  encoder ??= openEncoder();
  const {codec} = await encoder;
  const bytes = codec.encode(data, width, height, {...encodeOptions, quality});
  return new Uint8Array(bytes); // a copy: some versions give a view of the codec's memory
}

interface Decoder {
  decode(bytes: Uint8Array, upright: boolean): RgbaImage | null;
}

interface Encoder {
  encode(data: Uint8ClampedArray, width: number, height: number, options: object): Uint8Array;
}

interface Instance<Codec> {
  readonly codec: Codec;
  /** What the codec wrote to its standard error. */
  readonly complaints: string[];
}

/** Emscripten's: an object of settings in, an instance out. */
type Factory<Codec> = (settings: object) => Promise<Codec>;

let decoder: Promise<Instance<Decoder>> | undefined;
let encoder: Promise<Instance<Encoder>> | undefined;

const encodeOptions = {
  baseline: true,
  arithmetic: false,
  progressive: false,
  optimize_coding: true,
  smoothing: 0,
  color_space: 3, // YCbCr
  quant_table: 0, // Annex K
  trellis_multipass: false,
  trellis_opt_zero: false,
  trellis_opt_table: false,
  trellis_loops: 1,
  auto_subsample: true,
  chroma_subsample: 2,
  separate_chroma_quality: false,
  chroma_quality: 75,
};

/** Loaded when it is first needed: a program that reads no JPEG pays nothing. */
async function openDecoder(): Promise<Instance<Decoder>> {
  const {default: factory} = await import("@jsquash/jpeg/codec/dec/mozjpeg_dec.js");
  return await instantiate(factory as unknown as Factory<Decoder>, "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm");
}

async function openEncoder(): Promise<Instance<Encoder>> {
  const {default: factory} = await import("@jsquash/jpeg/codec/enc/mozjpeg_enc.js");
  return await instantiate(factory as unknown as Factory<Encoder>, "@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm");
}

async function instantiate<Codec>(factory: Factory<Codec>, program: string): Promise<Instance<Codec>> {
  const code = await compiled(program);
  const complaints: string[] = [];
  const complain = (text: string): void => void complaints.push(text);
  const instantiateWasm = (imports: WebAssembly.Imports, done: (instance: WebAssembly.Instance) => void): object => {
    const instance = new WebAssembly.Instance(code, imports);
    done(instance);
    return instance.exports;
  };
  const settings = {noInitialRun: true, print: complain, printErr: complain, instantiateWasm};
  return {codec: await withImageData(() => factory(settings)), complaints};
}

const programs = new Map<string, Promise<WebAssembly.Module>>();

/** Compiles a program once for all its instances. */
function compiled(program: string): Promise<WebAssembly.Module> {
  const known = programs.get(program);
  if (known) return known;
  const path = createRequire(import.meta.url).resolve(program);
  const compiling = readFile(path).then((bytes) => WebAssembly.compile(bytes));
  programs.set(program, compiling);
  return compiling;
}

/** Runs what needs the browser's `ImageData` as a global: it is there during the call alone. */
function withImageData<T>(call: () => T): T {
  const before = Object.getOwnPropertyDescriptor(globalThis, "ImageData");
  Object.defineProperty(globalThis, "ImageData", {value: PlainImageData, configurable: true, writable: true});
  try {
    return call();
  } finally {
    if (before) Object.defineProperty(globalThis, "ImageData", before);
    else Reflect.deleteProperty(globalThis, "ImageData");
  }
}

class PlainImageData implements RgbaImage {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data;
    this.width = width;
    this.height = height;
  }
}
