import type {OnnxAttribute, OnnxConstant, OnnxDimension, OnnxGraph, OnnxNode, OnnxValue} from "./graph.js";
import {neededNodes} from "./neededNodes.js";

/** Dimensions as TensorFlow.js has them: batch first, channels last; null where unknown. */
export type LayerShape = readonly (number | null)[];

/** A tensor of the graph under construction. */
export interface Value {
  readonly name: string;
  /** As TensorFlow.js sees it, however it is stored. */
  readonly shape: LayerShape;
  /** Whether a tensor of rank 4 is stored [N, C, H, W]; everything else is stored as its shape says. */
  readonly isChannelsFirst: boolean;
}

/** What {@link GraphWriter.emit} makes; layout and shape default to those of the first input. */
export interface Emission {
  readonly shape?: LayerShape;
  readonly isChannelsFirst?: boolean;
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>;
}

/** A result of the graph. */
export interface Output {
  readonly name: string;
  readonly value: Value;
}

/** Collects the nodes of a graph; values are named after the layer at work. */
export class GraphWriter {
  /** Name of the layer at work. */
  scope = "graph";
  readonly #nodes: OnnxNode[] = [];
  readonly #constants: OnnxConstant[] = [];
  readonly #names = new Map<string, number>();
  readonly #arranged = new Map<string, Value>();
  readonly #reshaped = new Map<string, Value>();

  /** A constant, float32 or int64. @returns its name */
  constant(values: Float32Array | readonly number[], shape: readonly number[] = [values.length]): string {
    const name = this.#unique(`${this.scope}/constant`);
    this.#constants.push({name, shape, values});
    return name;
  }

  /** Adds an operator with one result. */
  emit(
    op: string,
    [first, ...others]: readonly [Value, ...(Value | string)[]],
    {shape = first.shape, isChannelsFirst = first.isChannelsFirst, attributes}: Emission = {},
  ): Value {
    const name = this.#unique(this.scope);
    const inputs = [first, ...others].map((input) => (typeof input === "string" ? input : input.name));
    this.#nodes.push({op, inputs, outputs: [name], ...(attributes && {attributes})});
    return {name, shape, isChannelsFirst};
  }

  /** The value stored [N, C, H, W]. */
  channelsFirst(value: Value): Value {
    return value.isChannelsFirst ? value : this.#arrange(value, [0, 3, 1, 2]);
  }

  /** The value stored as its shape says. */
  channelsLast(value: Value): Value {
    return value.isChannelsFirst ? this.#arrange(value, [0, 2, 3, 1]) : value;
  }

  /** The same numbers in the same order under another shape, of which one dimension besides the batch may be unknown. */
  reshape(value: Value, shape: LayerShape, isChannelsFirst = false): Value {
    // A chain of reshapes is one, and none where it comes back to where it began.
    const source = this.#reshaped.get(value.name) ?? value;
    const target = stored({name: "", shape, isChannelsFirst});
    if (same(stored(source), target)) return {name: source.name, shape, isChannelsFirst};
    const sizes = this.constant([0, ...target.slice(1).map((n) => n ?? -1)]);
    const reshaped = this.emit("Reshape", [source, sizes], {shape, isChannelsFirst});
    this.#reshaped.set(reshaped.name, source);
    return reshaped;
  }

  /** The finished graph, without what no output needs. */
  finish(graph: {
    readonly name: string;
    readonly inputs: readonly OnnxValue[];
    readonly outputs: readonly Output[];
    readonly batch: OnnxDimension;
    readonly metadata: Readonly<Record<string, string>>;
  }): OnnxGraph {
    const {inputs, outputs, batch} = graph;
    const names = this.#endNames(outputs, new Set(inputs.map(({name}) => name)));
    const rename = (name: string): string => names.get(name) ?? name;
    const all = this.#nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }));
    const nodes = neededNodes(all, new Set(outputs.map(({name}) => name)));
    const used = new Set(nodes.flatMap(({inputs: names}) => names));
    return {
      name: graph.name,
      inputs,
      outputs: outputs.map(({name, value}) => ({name, shape: dimensions(value.shape, batch, name)})),
      constants: this.#constants.filter(({name}) => used.has(name)),
      nodes,
      metadata: graph.metadata,
    };
  }

  /** New names, so that the outputs' are theirs alone. */
  #endNames(outputs: readonly Output[], taken: Set<string>): Map<string, string> {
    const names = new Map(outputs.map(({name}) => [name, this.#unique(`${name}/inner`)]));
    for (const {name, value} of outputs) {
      // An input, or a value that is an output already, cannot be an output under another name as it stands.
      const end = taken.has(value.name) ? this.emit("Identity", [value]).name : value.name;
      taken.add(end);
      names.set(end, name);
    }
    return names;
  }

  #arrange(value: Value, permutation: readonly number[]): Value {
    const isChannelsFirst = !value.isChannelsFirst;
    const known = this.#arranged.get(value.name);
    if (known) return known;
    const [, height, width, channels] = value.shape;
    const isTrivial = channels === 1 || (height === 1 && width === 1);
    const arranged = isTrivial
      ? this.reshape(value, value.shape, isChannelsFirst)
      : this.emit("Transpose", [value], {isChannelsFirst, attributes: {perm: permutation}});
    this.#arranged.set(value.name, arranged);
    this.#arranged.set(arranged.name, value);
    return arranged;
  }

  #unique(name: string): string {
    const count = (this.#names.get(name) ?? 0) + 1;
    this.#names.set(name, count);
    return count === 1 ? name : `${name}/${count}`;
  }
}

/** Dimensions for the file: unknown ones get names. */
export function dimensions([, ...rest]: LayerShape, batch: OnnxDimension, name: string): OnnxDimension[] {
  return [batch, ...rest.map((n, i) => n ?? `${name}/dimension${i + 1}`)];
}

/** The shape in memory. */
function stored({shape, isChannelsFirst}: Value): LayerShape {
  const [batch, height, width, channels] = shape;
  return isChannelsFirst ? [batch!, channels!, height!, width!] : shape;
}

function same(a: LayerShape, b: LayerShape): boolean {
  return a.length === b.length && a.every((n, i) => i === 0 || (n !== null && n === b[i]));
}
