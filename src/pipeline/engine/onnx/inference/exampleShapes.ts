import {LookbookError} from "../../../../core/errors.js";
import type {OnnxDimension, OnnxGraph} from "../graph.js";

/** The shapes of one example, going in and coming out. @throws LookbookError `bad-option` for several, `bad-shape` for unknown ones */
export function exampleShapes({name, inputs, outputs}: OnnxGraph): [number[], number[]] {
  if (inputs.length !== 1 || outputs.length !== 1) {
    throw new LookbookError(
      "bad-option",
      `model ${name}: expected one input and one output to compile, got ${inputs.length} and ${outputs.length}; exportOnnx writes any number`,
    );
  }
  const [input, output] = [inputs[0]!, outputs[0]!].map(({shape}) => shape.slice(1)) as [
    OnnxDimension[],
    OnnxDimension[],
  ];
  const isKnown = (n: OnnxDimension): n is number => typeof n === "number";
  if (input.every(isKnown) && output.every(isKnown)) return [input, output];
  const declared = input.map((n) => (isKnown(n) ? n : "any"));
  throw new LookbookError(
    "bad-shape",
    `model ${name} takes inputs of [${declared.join(", ")}]; say which with size: [height, width]`,
  );
}
