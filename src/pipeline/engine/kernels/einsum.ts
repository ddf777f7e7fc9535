import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {runKernel, sizeOf, type WasmKernel} from "./heap.js";

/**
 * Einstein summation of one or two tensors, as one matrix product between transposes; the shipped backend has none.
 * @throws Error, TensorFlow.js's own, for more tensors, a letter twice in one of them, or an ellipsis
 */
export const einsum: WasmKernel = {
  name: tf.Einsum,
  run: ({inputs, attrs, backend}) => {
    const {equation} = attrs as {equation: string};
    const tensors = Object.values(inputs);
    const {allDims, idDims} = tf.backend_util.decodeEinsumEquation(equation, tensors.length);
    tf.backend_util.checkEinsumDimSizes(allDims.length, idDims, tensors as tf.Tensor[]);
    const [left = "", right] = operandsOf(equation);
    const output = equation.replaceAll(" ", "").split("->")[1]!;
    const sheet = new Sheet(backend);
    const a: Lettered = {tensor: tensors[0]!, letters: left};
    const result =
      right === undefined
        ? sheet.summed(a, (letter) => output.includes(letter))
        : sheet.product(a, {tensor: tensors[1]!, letters: right}, output);
    return sheet.finish(sheet.arranged(result, output));
  },
};

/** The letters of each operand. */
function operandsOf(equation: string): string[] {
  return equation.replaceAll(" ", "").split("->")[0]!.split(",");
}

/** A tensor with a letter for each dimension. */
interface Lettered {
  readonly tensor: tf.TensorInfo;
  readonly letters: string;
}

/** Steps of a calculation; remembers what they made, so that all but the result is freed. */
class Sheet {
  readonly #backend: BackendWasm;
  readonly #made: tf.TensorInfo[] = [];

  constructor(backend: BackendWasm) {
    this.#backend = backend;
  }

  /** Sums over the letters that are not kept. */
  summed({tensor, letters}: Lettered, keeps: (letter: string) => boolean): Lettered {
    const axis = [...letters].flatMap((letter, i) => (keeps(letter) ? [] : [i]));
    if (axis.length === 0) return {tensor, letters};
    const kept = [...letters].filter(keeps).join("");
    return {tensor: this.#run(tf.Sum, {x: tensor}, {axis, keepDims: false}), letters: kept};
  }

  /** The same numbers with the letters in another order. */
  arranged({tensor, letters}: Lettered, order: string): Lettered {
    if (letters === order) return {tensor, letters};
    const perm = [...order].map((letter) => letters.indexOf(letter));
    return {tensor: this.#run(tf.Transpose, {x: tensor}, {perm}), letters: order};
  }

  /** [shared, rows, inner] times [shared, inner, columns]. */
  product(first: Lettered, second: Lettered, output: string): Lettered {
    const a = this.summed(first, (letter) => output.includes(letter) || second.letters.includes(letter));
    const b = this.summed(second, (letter) => output.includes(letter) || first.letters.includes(letter));
    const both = [...a.letters].filter((letter) => b.letters.includes(letter));
    const shared = both.filter((letter) => output.includes(letter)).join("");
    const inner = both.filter((letter) => !output.includes(letter)).join("");
    const rows = [...a.letters].filter((letter) => !both.includes(letter)).join("");
    const columns = [...b.letters].filter((letter) => !both.includes(letter)).join("");
    const left = this.arranged(a, shared + rows + inner);
    const right = this.arranged(b, shared + inner + columns);
    const result = this.#run(
      tf.BatchMatMul,
      {a: folded(left, [shared, rows, inner]), b: folded(right, [shared, inner, columns])},
      {transposeA: false, transposeB: false},
    );
    const sizes = new Map([...lengths(left), ...lengths(right)]);
    const letters = shared + rows + columns;
    return {tensor: {...result, shape: [...letters].map((letter) => sizes.get(letter)!)}, letters};
  }

  /** The result for the caller to own; frees everything else. */
  finish({tensor}: Lettered): tf.TensorInfo {
    this.#backend.incRef(tensor.dataId); // it may be an input, or one of what is freed now
    for (const {dataId} of this.#made) this.#backend.disposeData(dataId);
    return tensor;
  }

  #run(name: string, inputs: tf.NamedTensorInfoMap, attrs: tf.NamedAttrMap): tf.TensorInfo {
    const result = runKernel(this.#backend, name, {inputs, attrs});
    this.#made.push(result);
    return result;
  }
}

/** The same numbers with each group of neighbouring letters as one dimension. */
function folded(lettered: Lettered, groups: readonly string[]): tf.TensorInfo {
  const sizes = lengths(lettered);
  return {...lettered.tensor, shape: groups.map((group) => sizeOf([...group].map((letter) => sizes.get(letter)!)))};
}

function lengths({tensor, letters}: Lettered): Map<string, number> {
  return new Map([...letters].map((letter, i) => [letter, tensor.shape[i]!]));
}

/**
 * Gradient of Einstein summation, which TensorFlow.js lacks: each operand's is the summation of dy with the other operand, spread
 * over the letters that only this operand had. Works on every engine.
 */
export const einsumGradient: tf.GradConfig = {
  kernelName: tf.Einsum,
  saveAllInputs: true,
  gradFunc: (dy, saved, attrs) => {
    const {equation} = attrs as unknown as {equation: string};
    const operands = operandsOf(equation);
    const output = equation.replaceAll(" ", "").split("->")[1]!;
    const gradientAt = (k: number): tf.Tensor => {
      const others = saved.filter((_, i) => i !== k);
      const given = [output, ...operands.filter((_, i) => i !== k)];
      const letters = operands[k]!;
      const found = [...letters].filter((letter) => given.some((other) => other.includes(letter)));
      const gradient = tf.einsum(`${given.join(",")}->${found.join("")}`, dy as tf.Tensor, ...others);
      const {shape} = saved[k]!;
      const open = shape.map((n, i) => (found.includes(letters[i]!) ? n : 1));
      return tf.broadcastTo(tf.reshape(gradient, open), shape);
    };
    return Object.fromEntries(operands.map((_, k) => [k, () => gradientAt(k)]));
  },
};
