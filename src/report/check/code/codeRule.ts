import type ts from "@tslab/typescript-for-tslab";
import type {Problem} from "../finding.js";
import type {TypeScript} from "./openTypeScript.js";

/** What a rule may ask while the nodes of a cell go by. */
export interface CodeScope {
  readonly tsc: TypeScript;
  readonly checker: ts.TypeChecker;
  /** The cell. */
  readonly file: ts.SourceFile;
  /** Whether a file is a cell of the same notebook. */
  readonly isCell: (file: ts.SourceFile) => boolean;
}

/** What a rule objects to; the walk adds the cell and the line of `at`. */
export interface Objection extends Omit<Problem, "cell" | "line"> {
  readonly at: ts.Node;
}

/** Looks at one node of a cell. */
export type CodeRule = (node: ts.Node, scope: CodeScope) => Objection | undefined;
