import {InvalidArgumentError} from "commander";
import {LookbookError} from "../core/errors.js";

/** Collects `-p name=value`, which may be repeated, for commander. */
export function collectParameters(
  text: string,
  earlier: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new InvalidArgumentError("Expected name=value.");
  if (Object.hasOwn(earlier, name)) throw new LookbookError("bad-option", `the parameter "${name}" is given twice`);
  return {...earlier, [name]: value};
}
