import type ts from "@tslab/typescript-for-tslab";
import type {CodeScope, Objection} from "./codeRule.js";

/** A loop that is in no function: its variables live on tslab's Proxy, which makes it 200 times slower. */
export function topLevelLoop(node: ts.Node, {tsc}: CodeScope): Objection | undefined {
  if (!tsc.isIterationStatement(node, false)) return undefined;
  for (let {parent} = node; !tsc.isSourceFile(parent); parent = parent.parent) {
    if (tsc.isFunctionLike(parent) || tsc.isClassLike(parent)) return undefined;
  }
  return {
    rule: "top-level-loop",
    at: node,
    message: "a loop at the top level of a cell runs 200 times slower than in a function",
    remedy: "move it into the library or a function, or use map, filter or forEach",
  };
}
