import {LookbookError} from "../../../core/errors.js";
import type {ReadReport} from "../report.js";

/** How a report was built, as its own record tells it. */
export interface Recipe {
  readonly profile: string;
  /** Every parameter as text. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Chapters of the report; undefined where that is not recorded: then all are built. */
  readonly chapters: readonly string[] | undefined;
  /** Seconds since 1970; undefined where the report has no date, or does not record it. */
  readonly epoch: number | undefined;
  /** Whether there is a PDF to compare with. */
  readonly pdf: boolean;
}

/**
 * Reads from a report how to build it again: from its `digests.json`, else from its provenance.
 * @throws LookbookError `bad-file` where neither says which profile it was
 */
export function recipeOf({name, digests, provenance, pdf}: ReadReport): Recipe {
  const hasPdf = pdf !== undefined || digests?.machine.pdf !== undefined;
  if (digests) {
    const {profile, parameters, chapters, epoch} = digests.source;
    return {profile, parameters: texts(parameters), chapters, epoch: epoch ?? undefined, pdf: hasPdf};
  }
  const source = provenance?.["Source"] ?? {};
  const profile = source["Profile"];
  if (profile === undefined) {
    const remedy = "build it again with this version, which writes digests.json";
    throw new LookbookError("bad-file", `${name} does not say from which profile it was built; ${remedy}`);
  }
  const prefix = "Parameter ";
  const named = Object.entries(source).filter(([fact]) => fact.startsWith(prefix));
  const parameters = Object.fromEntries(named.map(([fact, value]) => [fact.slice(prefix.length), value]));
  return {profile, parameters, chapters: undefined, epoch: undefined, pdf: hasPdf};
}

function texts(parameters: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}
