import {type Code, get, type Local, unsigned, type ValueType} from "./assembler.js";

/** Float arithmetic on one or four neighbouring numbers, so that a loop is written once and assembled for both. */
export interface Lanes {
  readonly name: "wide" | "narrow";
  /** Numbers side by side. */
  readonly count: number;
  readonly type: ValueType;
  readonly load: (address: Code, offset?: number) => Code;
  /** Loads one number into every lane. */
  readonly loadEverywhere: (address: Code, offset?: number) => Code;
  readonly store: (address: Code, value: Code, offset?: number) => Code;
  readonly add: (a: Code, b: Code) => Code;
  readonly sub: (a: Code, b: Code) => Code;
  readonly mul: (a: Code, b: Code) => Code;
  /** The greater and the smaller of two; NaN stays NaN. One instruction in the wide form, unlike those that sort out -0. */
  readonly atLeast: (a: Code, least: Code) => Code;
  readonly atMost: (a: Code, most: Code) => Code;
  readonly zero: Code;
  /** One number in every lane. */
  readonly constant: (value: number) => Code;
  /** Lane by lane `yes` where a > b, else `no`. */
  readonly whereGreater: (a: Code, b: Code, yes: Code, no: Code) => Code;
  /** Lane by lane `yes` where a = b, else `no`. */
  readonly whereEqual: (a: Code, b: Code, yes: Code, no: Code) => Code;
}

/** Four numbers at once (128-bit SIMD). */
export const wide: Lanes = {
  name: "wide",
  count: 4,
  type: "v128",
  load: (address, offset = 0) => [...address, ...simd(0), 2, ...unsigned(offset)],
  loadEverywhere: (address, offset = 0) => [...address, ...simd(9), 2, ...unsigned(offset)],
  store: (address, value, offset = 0) => [...address, ...value, ...simd(11), 2, ...unsigned(offset)],
  add: (a, b) => [...a, ...b, ...simd(228)],
  sub: (a, b) => [...a, ...b, ...simd(229)],
  mul: (a, b) => [...a, ...b, ...simd(230)],
  atLeast: (a, least) => [...a, ...least, ...simd(235)],
  atMost: (a, most) => [...a, ...most, ...simd(234)],
  zero: [...simd(12), ...new Array<number>(16).fill(0)],
  constant: (value) => [...simd(12), ...[value, value, value, value].flatMap(bytesOf)],
  whereGreater: (a, b, yes, no) => [...yes, ...no, ...a, ...b, ...simd(68), ...simd(82)],
  whereEqual: (a, b, yes, no) => [...yes, ...no, ...a, ...b, ...simd(65), ...simd(82)],
};

/** One number at a time, for what is left over. */
export const narrow: Lanes = {
  name: "narrow",
  count: 1,
  type: "f32",
  load: (address, offset = 0) => [...address, 0x2a, 2, ...unsigned(offset)],
  loadEverywhere: (address, offset = 0) => [...address, 0x2a, 2, ...unsigned(offset)],
  store: (address, value, offset = 0) => [...address, ...value, 0x38, 2, ...unsigned(offset)],
  add: (a, b) => [...a, ...b, 0x92],
  sub: (a, b) => [...a, ...b, 0x93],
  mul: (a, b) => [...a, ...b, 0x94],
  atLeast: (a, least) => [...a, ...least, 0x97],
  atMost: (a, most) => [...a, ...most, 0x96],
  zero: [0x43, 0, 0, 0, 0],
  constant: (value) => [0x43, ...bytesOf(value)],
  whereGreater: (a, b, yes, no) => [...yes, ...no, ...a, ...b, 0x5e, 0x1b],
  whereEqual: (a, b, yes, no) => [...yes, ...no, ...a, ...b, 0x5b, 0x1b],
};

/** Name of a function for these lanes. */
export function nameFor(name: string, {name: lanes}: Lanes): string {
  return `${name}${lanes === "wide" ? "Wide" : "Narrow"}`;
}

/** Adds `value` to what stands at an address. */
export function addTo(lanes: Lanes, to: Local, value: Code, offset = 0): Code {
  return lanes.store(get(to), lanes.add(lanes.load(get(to), offset), value), offset);
}

function simd(opcode: number): Code {
  return [0xfd, ...unsigned(opcode)];
}

/** A float32 as it lies in memory. */
function bytesOf(value: number): Code {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setFloat32(0, value, true);
  return [0, 1, 2, 3].map((i) => bytes.getUint8(i));
}
