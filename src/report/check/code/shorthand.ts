import type ts from "@tslab/typescript-for-tslab";
import type {CodeScope, Objection} from "./codeRule.js";

/** `{seed}` with a `seed` of an earlier cell: tslab does not find it, and the cell fails with a ReferenceError. */
export function shorthand(node: ts.Node, {tsc, checker, file, isCell}: CodeScope): Objection | undefined {
  if (!tsc.isShorthandPropertyAssignment(node)) return undefined;
  const declarations = checker.getShorthandAssignmentValueSymbol(node)?.declarations ?? [];
  const isEarlier = declarations.some((declaration) => {
    const home = declaration.getSourceFile();
    return home !== file && isCell(home);
  });
  if (!isEarlier) return undefined;
  const name = node.name.text;
  return {
    rule: "shorthand",
    at: node,
    message: `tslab does not find "${name}" of an earlier cell behind the shorthand {${name}}`,
    remedy: `write {${name}: ${name}}`,
  };
}
