import type {OnnxNode} from "./graph.js";

/** The nodes that the wanted values need, in their order. @param wanted names; the values needed for them are added */
export function neededNodes(nodes: readonly OnnxNode[], wanted: Set<string>): OnnxNode[] {
  const kept = [...nodes].reverse().filter(({inputs, outputs}) => {
    const isWanted = outputs.some((name) => wanted.has(name));
    if (isWanted) for (const name of inputs) wanted.add(name);
    return isWanted;
  });
  return kept.reverse();
}
