import {messageOf} from "../../../core/errors.js";
import {stopMessage} from "./binding.js";
import {bytes, integer, join, message} from "./protobuf.js";

/**
 * A way past a copy. The binding writes results into the memory it is given and then copies each of them into a new tensor, which nobody here
 * looks at: 16 MB cost 4 ms. It converts the outputs in their order, after the graph has run; an output of a type that it cannot convert makes it
 * throw before any copy. So every graph gets such an output, bfloat16, in front of the others, and a run with large results asks for it.
 * A binding that learns the type copies again, and the results are the same.
 */
export const stopOutput = "lookbook/stop";

/** A model with the stop as its first output. Joined messages merge in Protocol Buffers: what stands first comes first. */
export function withStop(model: Uint8Array): Uint8Array {
  const bfloat16 = 16;
  const constant = [...integer(1, 1), ...integer(2, bfloat16), ...bytes(8, stopOutput), ...bytes(9, new Uint8Array(2))];
  const shape = message(1, integer(1, 1));
  const type = message(1, [...integer(1, bfloat16), ...message(2, shape)]);
  const output = [...bytes(1, stopOutput), ...message(2, type)];
  return join([...message(7, [...message(5, constant), ...message(12, output)]), model]);
}

/** Whether this is the stop's exception: the graph has run, and the results are where they belong. */
export function isStop(thrown: unknown): boolean {
  return stopMessage.test(messageOf(thrown));
}
