import {LookbookError, messageOf} from "../../../core/errors.js";
import {type Binding, changed, type NativeSession, type NativeTensor} from "./binding.js";
import {encodeModel} from "./graph.js";
import {loadNative, nativeTensor} from "./nativeSession.js";
import {isStop, stopOutput, withStop} from "./stop.js";

/** Multiplies two matrices into given memory, with and without the stop. @returns whether the stop stops */
export function selfCheck(binding: Binding, version: string): boolean {
  const shape = [2, 2];
  const model = encodeModel({
    name: "self-check",
    inputs: ["a", "b"].map((name) => ({name, shape})),
    outputs: [{name: "c", shape}],
    nodes: [{op: "MatMul", inputs: ["a", "b"], outputs: ["c"]}],
  });
  const a = nativeTensor({dims: shape, data: Float32Array.of(1, 2, 3, 4)});
  const b = nativeTensor({dims: shape, data: Float32Array.of(5, 6, 7, 8)});
  const expected = "19, 22, 43, 50";
  const session = loadNative(binding, withStop(model), {threads: 1, arena: true});
  const product = (stop: boolean): boolean => {
    // Four numbers inside a larger buffer: that views are taken as views is tried as well.
    const memory = new Float32Array(8);
    const c = nativeTensor({dims: shape, data: memory.subarray(2, 6)});
    const stopped = attempt(session, {a, b}, stop ? {c, [stopOutput]: null} : {c});
    if (c.data.join(", ") !== expected || memory[1] !== 0 || memory[6] !== 0) {
      throw changed(version, `expected ${expected} written into the given memory, found ${memory.join(", ")}`);
    }
    return stopped;
  };
  try {
    product(false);
    return product(true);
  } catch (cause) {
    throw cause instanceof LookbookError
      ? cause
      : changed(version, `expected a product of two matrices, found the error "${messageOf(cause)}"`);
  } finally {
    session.dispose();
  }
}

function attempt(
  session: NativeSession,
  inputs: Record<string, NativeTensor>,
  outputs: Record<string, NativeTensor | null>,
): boolean {
  try {
    session.run(inputs, outputs);
    return false;
  } catch (cause) {
    if (isStop(cause)) return true;
    throw cause;
  }
}
