/** Machine code of WebAssembly: bytes that leave one value on the stack, or none for a statement. */
export type Code = readonly number[];

/** A variable of a function; parameters are variables too. */
export interface Local {
  readonly index: number;
  readonly type: ValueType;
}

/** What a variable holds: an address or a count, one number, or four numbers. */
export type ValueType = "i32" | "f32" | "v128";

/** One exported function; parameters are addresses and counts (i32) and there is no result. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: number;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Writes a function whose parameters are all i32; `local` declares a further variable, zero at first. */
export function writeFunction<Name extends string>(
  name: string,
  parameters: readonly Name[],
  write: (parameters: Readonly<Record<Name, Local>>, local: (type: ValueType) => Local) => Code,
): WasmFunction {
  const locals: ValueType[] = [];
  const inputs = parameters.map((key, index) => [key, {index, type: "i32"}]);
  const local = (type: ValueType): Local => ({index: parameters.length + locals.push(type) - 1, type});
  const body = write(Object.fromEntries(inputs), local);
  return {name, parameters: parameters.length, locals, body};
}

export const get = ({index}: Local): Code => [0x20, ...unsigned(index)];
export const set = ({index}: Local, value: Code): Code => [...value, 0x21, ...unsigned(index)];
export const int = (value: number): Code => [0x41, ...signed(value)];
export const add = (a: Code, b: Code): Code => [...a, ...b, 0x6a];
export const mul = (a: Code, b: Code): Code => [...a, ...b, 0x6c];
/** Moves an address or a count on. */
export const advance = (local: Local, by: Code): Code => set(local, add(get(local), by));

/** Repeats `body` `count` times, at least once; `counter` is lost. */
export function repeat(counter: Local, count: Code, body: Code): Code {
  const left = add(get(counter), int(-1));
  // loop ... br_if 0 end
  return [...set(counter, count), 0x03, 0x40, ...body, ...left, 0x22, ...unsigned(counter.index), 0x0d, 0, 0x0b];
}

/** Runs `body` where `condition` is not zero. */
export function when(condition: Code, body: Code): Code {
  return [...condition, 0x04, 0x40, ...body, 0x0b];
}

/** Runs `yes` where `condition` is not zero, else `no`. */
export function otherwise(condition: Code, {yes, no}: {readonly yes: Code; readonly no: Code}): Code {
  return [...condition, 0x04, 0x40, ...yes, 0x05, ...no, 0x0b];
}

/**
 * The binary of a module that works on somebody else's memory: import "env" "memory", one export a function.
 * Source: WebAssembly Core Specification 2.0, section 5 (binary format).
 */
export function assemble(functions: readonly WasmFunction[]): Uint8Array {
  const arities = [...new Set(functions.map(({parameters}) => parameters))];
  const types = arities.map((arity) => [0x60, ...vector(new Array<Code>(arity).fill([typeCode.i32])), 0]);
  const memory = [...text("env"), ...text("memory"), 0x02, 0x00, 0x00];
  const exported = functions.map(({name}, index) => [...text(name), 0x00, ...unsigned(index)]);
  const bodies = functions.map(({locals, body}) => {
    const declared = vector(locals.map((type) => [1, typeCode[type]]));
    return sized([...declared, ...body, 0x0b]);
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map(({parameters}) => unsigned(arities.indexOf(parameters))),
    ),
    ...section(7, exported),
    ...section(10, bodies),
  ]);
}

const typeCode: Record<ValueType, number> = {i32: 0x7f, f32: 0x7d, v128: 0x7b};

function section(id: number, items: readonly Code[]): Code {
  return [id, ...sized(vector(items))];
}

function vector(items: readonly Code[]): Code {
  return [...unsigned(items.length), ...items.flat()];
}

function sized(bytes: Code): Code {
  return [...unsigned(bytes.length), ...bytes];
}

function text(value: string): Code {
  return sized([...Buffer.from(value, "utf8")]);
}

/** LEB128, unsigned. */
export function unsigned(value: number): Code {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** LEB128, signed, 32 bits. */
function signed(value: number): Code {
  const rest = value >> 7;
  const last = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return last ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}
