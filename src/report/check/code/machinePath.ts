import type ts from "@tslab/typescript-for-tslab";
import type {CodeScope, Objection} from "./codeRule.js";

/** A path that exists on one machine alone. */
export function machinePath(node: ts.Node, {tsc}: CodeScope): Objection | undefined {
  const text = tsc.isStringLiteralLike(node) || tsc.isTemplateHead(node) ? node.text : undefined;
  if (text === undefined || !isAbsolute(text)) return undefined;
  return {
    rule: "machine-paths",
    at: node,
    message: `the path "${text}" exists on this machine alone`,
    remedy: "write it relative to the notebook, such as ../data/file.csv",
  };
}

/** Roots that hold files of people or systems; "/" alone begins many texts that are no paths. */
function isAbsolute(text: string): boolean {
  if (/[\n ]/.test(text.slice(0, 12))) return false;
  return /^(\/(home|Users|root|tmp|var|etc|opt|mnt|media|srv|usr|private|Volumes|workspace)\/|[A-Za-z]:[\\/]|\\\\\w|~\/|file:\/\/)/.test(
    text,
  );
}
