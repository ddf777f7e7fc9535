import {messageOf} from "../../core/errors.js";

/** Something an author has to mend, and where it stands. */
export interface Problem {
  /** Name of the chapter; undefined where the report as a whole is at fault. */
  readonly chapter: string | undefined;
  /** Number of the cell, from 1, as a reader of the notebook counts; undefined where it is the whole notebook. */
  readonly cell: number | undefined;
  /** One sentence: what is wrong and the remedy. */
  readonly message: string;
  /** Lines of the notebook around the place, or of a traceback; may be empty. */
  readonly detail: string;
}

/** A chapter that messages may name. */
export interface Named {
  readonly name: string;
  /** As messages name it. */
  readonly path: string;
}

/**
 * Finds the place of an error in its message, which names it as all messages do: `notebooks/03-baseline.ipynb, cell 4: ...`.
 * Where several places are named, as those of twins, the last is the one that came too late.
 */
export function problemOf(thrown: unknown, chapters: readonly Named[]): Problem {
  const [first = "", ...rest] = messageOf(thrown).split("\n");
  const found = chapters
    .map(({name, path}) => ({name, path, at: first.lastIndexOf(path)}))
    .filter(({at}) => at >= 0)
    .sort((a, b) => b.at - a.at)[0];
  if (!found) return {chapter: undefined, cell: undefined, message: first, detail: rest.join("\n")};
  const {name, path, at} = found;
  const [, cell] = /^, cell (\d+)/.exec(first.slice(at + path.length)) ?? [];
  return {
    chapter: name,
    cell: cell === undefined ? undefined : Number(cell),
    message: first.replace(new RegExp(`^(?:notebook )?${literal(path)}(?:, cell \\d+)?(?:, metadata)?: `), ""),
    detail: rest.join("\n"),
  };
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
