import {describeDifference, differences} from "../../core/difference.js";
import type {CellPart, KeyParts} from "./key.js";

/**
 * Why a notebook has to run again: what differs between the key of its last run and today's, a phrase each, such as
 * `cell 5 changed: const model = ...`, `parameter epochs 3 -> 8`, `library file pipeline/training/train.js changed`.
 */
export function keyChanges(before: KeyParts, after: KeyParts): readonly string[] {
  return [
    ...cellChanges(before.cells, after.cells),
    ...named("parameter", before.parameters, after.parameters),
    ...fileChanges(before.files, after.files),
    ...named("package", before.packages, after.packages),
    ...named("input", before.inputs, after.inputs),
    ...consumedChanges(before.consumed, after.consumed),
  ];
}

function named(kind: string, before: object, after: object): readonly string[] {
  return differences(before, after).map((difference) => `${kind} ${describeDifference(difference)}`);
}

/** What stands unchanged at the start and the end is set aside; the rest is compared in order. */
function cellChanges(before: readonly CellPart[], after: readonly CellPart[]): readonly string[] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && isSame(before[start]!, after[start]!)) start++;
  let end = 0;
  while (end < shorter - start && isSame(before.at(-1 - end)!, after.at(-1 - end)!)) end++;
  const old = before.slice(start, before.length - end);
  const now = after.slice(start, after.length - end);
  const paired = Math.min(old.length, now.length);
  return [
    ...now.slice(0, paired).flatMap((cell, i) => changeOf(old[i]!, cell)),
    ...now.slice(paired).map((cell) => `cell ${titleOf(cell)} is new`),
    ...old.slice(paired).map((cell) => `a cell was removed: ${cell.firstLine}`),
  ];
}

function changeOf(before: CellPart, after: CellPart): readonly string[] {
  if (before.code !== after.code) return [`cell ${titleOf(after)} changed`];
  if (isSame(before, after)) return [];
  const [old, now] = [before.tags, after.tags].map((tags) => tags.join(", ") || "none");
  return [`cell ${titleOf(after)}: tags ${old} -> ${now}`];
}

function titleOf({number, firstLine}: CellPart): string {
  const line = firstLine.length > 40 ? `${firstLine.slice(0, 39)}…` : firstLine;
  return `${number} (${line})`;
}

function isSame(one: CellPart, other: CellPart): boolean {
  return one.code === other.code && one.tags.join("\n") === other.tags.join("\n");
}

function fileChanges(before: KeyParts["files"], after: KeyParts["files"]): readonly string[] {
  return differences(before, after).map(({path, before: old, after: now}) => {
    const name = path.startsWith("lookbook/") ? `library file ${path.slice("lookbook/".length)}` : `file ${path}`;
    if (old === undefined) return `${name} is reached now`;
    return `${name} ${now === undefined ? "is no longer reached" : "changed"}`;
  });
}

function consumedChanges(before: KeyParts["consumed"], after: KeyParts["consumed"]): readonly string[] {
  return differences(before, after).map(({path, before: old, after: now}) => {
    if (old === undefined) return `it consumes ${path} now`;
    if (now === undefined) return `it no longer consumes ${path}`;
    const maker = /^(.+) [0-9a-f]{64}$/.exec(String(now))?.[1];
    return maker === undefined ? `${path} was made anew` : `${maker}, which makes ${path}, changed`;
  });
}
