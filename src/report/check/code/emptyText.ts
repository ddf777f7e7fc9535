import type ts from "@tslab/typescript-for-tslab";
import type {CodeScope, Objection} from "./codeRule.js";

/** `caption: ""` or `alt: ""` in what a cell shows; that they are there at all is a matter of types. */
export function emptyText(node: ts.Node, {tsc}: CodeScope): Objection | undefined {
  if (!tsc.isPropertyAssignment(node) || !tsc.isStringLiteralLike(node.initializer)) return undefined;
  const name = node.name.getText();
  if (node.initializer.text.trim() !== "" || (name !== "caption" && name !== "alt")) return undefined;
  return name === "caption"
    ? {rule: "captions", at: node, message: "an empty caption", remedy: "say the finding and the sample size"}
    : {rule: "alternative-text", at: node, message: "an empty alternative text", remedy: "say what the figure shows"};
}
