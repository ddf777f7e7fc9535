import type {Chapter} from "../notebook/order.js";
import {assertKnown, declaredParameters, type Parameters} from "../notebook/parameters.js";
import {readParameter} from "../notebook/readParameter.js";

/**
 * Parameters that were asked for by hand, as text, read as the chapters declare them.
 * @throws LookbookError `bad-parameter` for one that no chapter declares, or a text that does not fit
 */
export function readAsked(asked: Readonly<Record<string, string>>, chapters: readonly Chapter[]): Parameters {
  const declared = new Map(chapters.map(({path, notebook}) => [path, declaredParameters(notebook, path)]));
  assertKnown(asked, declared);
  const types = new Map([...declared.values()].flat().map(({name, type}) => [name, type]));
  return Object.fromEntries(Object.entries(asked).map(([name, text]) => [name, readParameter(text, types.get(name)!)]));
}
