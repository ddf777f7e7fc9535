import type {ReportDigests} from "../../build/digests.js";
import {keysOf} from "../diff/keys.js";
import type {ReadReport} from "../report.js";

/** Why a report that is built here may differ from the recorded one: what it is made of is not the same. Empty where all is. */
export function expectations(recorded: ReadReport, rebuilt: ReadReport): string[] {
  const [then, now] = [recorded.digests, rebuilt.digests];
  if (then === undefined || now === undefined) {
    return [`${recorded.name} has no digests.json: commit, library and versions may be others than they were`];
  }
  return [...sourceChanges(then.source, now.source), ...nodeChange(then, now), ...engineChange(recorded, rebuilt)];
}

function sourceChanges(then: ReportDigests["source"], now: ReportDigests["source"]): string[] {
  const changes: string[] = [];
  if (then.commit !== now.commit) changes.push(`the commit was ${short(then.commit)} and is ${short(now.commit)}`);
  if (then.dirty) changes.push("the report was built with changes that were not committed");
  else if (now.dirty) changes.push("files are changed that are not committed");
  const inputs = keysOf(then.inputs, now.inputs).filter((name) => then.inputs[name] !== now.inputs[name]);
  return [
    ...changes,
    ...inputs.map((name) => `the ${name} was ${short(then.inputs[name])} and is ${short(now.inputs[name])}`),
  ];
}

function nodeChange({machine: then}: ReportDigests, {machine: now}: ReportDigests): string[] {
  return then.node === now.node ? [] : [`Node.js was ${then.node} and is ${now.node}`];
}

/** Chapters publish the engine under `provenance.engine`, which becomes a group of that title. */
function engineChange({provenance: then}: ReadReport, {provenance: now}: ReadReport): string[] {
  const [before, after] = [then?.["Engine"] ?? {}, now?.["Engine"] ?? {}];
  return keysOf(before, after)
    .filter((name) => before[name] !== after[name])
    .map(
      (name) =>
        `the engine's ${name.toLowerCase()} was ${before[name] ?? "unknown"} and is ${after[name] ?? "unknown"}`,
    );
}

function short(hash: string | null | undefined): string {
  if (hash === null) return "none";
  return hash === undefined ? "unknown" : hash.slice(0, 12);
}
