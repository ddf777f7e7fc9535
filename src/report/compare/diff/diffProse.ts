import type {PageChapter} from "../page/readPage.js";
import {template, withoutMarks} from "../page/sentences.js";
import {diffSequence, type Edit} from "./diffSequence.js";
import type {ChapterChange} from "./reportDiff.js";
import {diffWords, likeness} from "./words.js";

/** Chapters whose prose differs, in the order of the new report. */
export function diffProse(old: readonly PageChapter[], now: readonly PageChapter[]): ChapterChange[] {
  const before = new Map(old.map((chapter) => [chapter.name, chapter]));
  const kept = new Set(now.map(({name}) => name));
  return [
    ...now.flatMap((chapter) => change(before.get(chapter.name), chapter)),
    ...old.filter(({name}) => !kept.has(name)).flatMap((chapter) => change(chapter, undefined)),
  ];
}

function change(old: PageChapter | undefined, now: PageChapter | undefined): ChapterChange[] {
  const {name: chapter} = (now ?? old)!;
  const title = {old: old?.title, new: now?.title};
  if (!old || !now) return [{chapter, kind: old ? "removed" : "added", title, sentences: [], valuesOnly: 0}];
  const templates = diffSequence(old.sentences.map(template), now.sentences.map(template));
  const edits = restored(templates, old.sentences, now.sentences);
  const sentences = paired(edits).map(({old: before, new: after}) => ({
    old: before,
    new: after,
    words: before !== undefined && after !== undefined ? diffWords(before, after) : [],
  }));
  const valuesOnly = countValuesOnly(edits);
  // A title holds the chapter's number, which other chapters move.
  if (sentences.length === 0 && valuesOnly === 0) return [];
  return [{chapter, kind: "changed", title, sentences, valuesOnly}];
}

/** A run of sentences; those that both reports have may differ in their values. */
interface Run {
  readonly kind: Edit<string>["kind"];
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/** Puts the values back into the sentences, which were compared without. */
function restored(edits: readonly Edit<string>[], old: readonly string[], now: readonly string[]): Run[] {
  let [i, j] = [0, 0];
  return edits.map(({kind, items}) => {
    const before = kind === "added" ? [] : old.slice(i, i + items.length);
    const after = kind === "removed" ? [] : now.slice(j, j + items.length);
    i += before.length;
    j += after.length;
    return {kind, old: before.map(withoutMarks), new: after.map(withoutMarks)};
  });
}

function countValuesOnly(runs: readonly Run[]): number {
  const same = runs.filter(({kind}) => kind === "same");
  return same.flatMap(({old, new: now}) => old.filter((sentence, i) => sentence !== now[i])).length;
}

interface Pair {
  readonly old: string | undefined;
  readonly new: string | undefined;
}

/** A removed sentence and an added one beside it that are alike are one that was rewritten. */
function paired(runs: readonly Run[]): Pair[] {
  return runs.flatMap((run, at): Pair[] => {
    const [before, after] = [runs[at - 1], runs[at + 1]];
    if (run.kind === "removed") return match(run.old, after?.kind === "added" ? after.new : []);
    return run.kind === "added" && before?.kind !== "removed" ? match([], run.new) : [];
  });
}

function match(removed: readonly string[], added: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  for (const old of removed) {
    const at = added.findIndex((text, i) => i >= next && likeness(old, text) >= alike);
    if (at < 0) pairs.push({old, new: undefined});
    else {
      pairs.push(...added.slice(next, at).map((text) => ({old: undefined, new: text})), {old, new: added[at]});
      next = at + 1;
    }
  }
  return [...pairs, ...added.slice(next).map((text) => ({old: undefined, new: text}))];
}

/** Share of words in common from which on two sentences count as versions of one. */
const alike = 0.5;
