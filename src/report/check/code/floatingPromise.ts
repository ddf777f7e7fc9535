import type ts from "@tslab/typescript-for-tslab";
import type {CodeScope, Objection} from "./codeRule.js";
import type {TypeScript} from "./openTypeScript.js";

/** A promise that nobody waits for: the cell ends before the work does, and its failure comes late or never. */
export function floatingPromise(node: ts.Node, {tsc, checker}: CodeScope): Objection | undefined {
  const remedy = "await it; where it is meant to go on alone, write void before it";
  if (tsc.isExpressionStatement(node)) {
    const value = leftBy(node.expression, tsc);
    const floats = value !== undefined && hasThen(checker.getTypeAtLocation(value), checker);
    return floats ? {rule: "floating-promise", at: node, message: "nothing waits for this promise", remedy} : undefined;
  }
  if (!tsc.isCallExpression(node) || !tsc.isPropertyAccessExpression(node.expression)) return undefined;
  const [callback] = node.arguments;
  if (node.expression.name.text !== "forEach" || callback === undefined) return undefined;
  const [signature] = checker.getTypeAtLocation(callback).getCallSignatures();
  if (!signature || !hasThen(checker.getReturnTypeOfSignature(signature), checker)) return undefined;
  const message = "forEach waits for none of the promises of its function";
  return {rule: "floating-promise", at: node, message, remedy: "write await Promise.all(items.map(...))"};
}

/** What a statement leaves: behind a comma, a condition or parentheses. An assignment keeps its promise for later. */
function leftBy(node: ts.Expression, tsc: TypeScript): ts.Expression | undefined {
  if (tsc.isParenthesizedExpression(node)) return leftBy(node.expression, tsc);
  if (!tsc.isBinaryExpression(node)) return node;
  const {CommaToken, AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken} = tsc.SyntaxKind;
  const passes = [CommaToken, AmpersandAmpersandToken, BarBarToken, QuestionQuestionToken];
  return passes.some((kind) => kind === node.operatorToken.kind) ? leftBy(node.right, tsc) : undefined;
}

function hasThen(type: ts.Type, checker: ts.TypeChecker): boolean {
  if (type.isUnion()) return type.types.some((part) => hasThen(part, checker));
  const then = type.getProperty("then");
  if (then === undefined || then.valueDeclaration === undefined) return false;
  return checker.getTypeOfSymbolAtLocation(then, then.valueDeclaration).getCallSignatures().length > 0;
}
