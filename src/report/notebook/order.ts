import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import type {Notebook} from "./nbformat.js";

/** A notebook of the report. */
export interface Chapter {
  /** Such as `03-baseline`. */
  readonly name: string;
  /** For messages, and the folder its cells run in. */
  readonly path: string;
  readonly notebook: Notebook;
}

/** A chapter with those that must have run before it. */
export interface OrderedChapter extends Chapter {
  /** Names of chapters that make what this one consumes, in reading order. */
  readonly after: readonly string[];
  /** What it consumes, and the name of the chapter that makes it; a file of the project may have been there before. */
  readonly needs: readonly {readonly product: string; readonly maker: string | undefined}[];
}

/**
 * What a chapter declares in the metadata of its first cell: `{"lookbook": {"consumes": ["run:cnn"], "produces": ["card:cnn"]}}`.
 * `run:NAME` is a training run, `file:PATH` a file of the project, which no chapter needs to make; other names only order chapters.
 */
export interface Links {
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** Reads a chapter's declaration. @throws LookbookError `bad-notebook` where it is no list of names */
export function linksOf({notebook, path}: Pick<Chapter, "notebook" | "path">): Links {
  const declared = notebook.cells[0]?.metadata["lookbook"];
  const names = (key: keyof Links): readonly string[] => {
    const value = (declared as Record<string, unknown> | undefined)?.[key] ?? [];
    if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value;
    const got = JSON.stringify(value);
    const where = `notebook ${path}, cell 1, metadata`;
    throw new LookbookError("bad-notebook", `${where}: expected lookbook.${key} as a list of names, got ${got}`);
  };
  return {consumes: names("consumes"), produces: names("produces")};
}

/**
 * Sorts chapters so that each stands behind those whose products it consumes; otherwise the order stays as it was.
 * @throws LookbookError `bad-notebook` where a product has no or two makers, or chapters wait for each other in a circle
 */
export function orderChapters(chapters: readonly Chapter[]): readonly OrderedChapter[] {
  const makers = makersOf(chapters);
  const waiting = chapters.map((chapter) => {
    const needs = needsOf(chapter, makers);
    const after = chapters.filter(({name}) => name !== chapter.name && needs.some(({maker}) => maker === name));
    return {...chapter, needs, after: after.map(({name}) => name)};
  });
  const ordered: OrderedChapter[] = [];
  while (waiting.length > 0) {
    const placed = new Set(ordered.map(({name}) => name));
    const next = waiting.findIndex(({after}) => after.every((name) => placed.has(name)));
    if (next < 0) throw circle(waiting, placed);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}

function makersOf(chapters: readonly Chapter[]): ReadonlyMap<string, Chapter> {
  const makers = new Map<string, Chapter>();
  for (const chapter of chapters) {
    for (const product of linksOf(chapter).produces) {
      const other = makers.get(product);
      if (other && other !== chapter) {
        const message = `notebook ${chapter.path}: it produces "${product}", and so does ${other.path}; expected one producer`;
        throw new LookbookError("bad-notebook", message);
      }
      makers.set(product, chapter);
    }
  }
  return makers;
}

function needsOf(chapter: Chapter, makers: ReadonlyMap<string, Chapter>): OrderedChapter["needs"] {
  return linksOf(chapter).consumes.map((product) => {
    const maker = makers.get(product)?.name;
    if (maker !== undefined || product.startsWith("file:")) return {product, maker};
    const hint = suggestion(product, makers.keys()) || "; add the chapter that does, or take it out of consumes";
    throw new LookbookError(
      "bad-notebook",
      `notebook ${chapter.path}: it consumes "${product}", which no chapter produces${hint}`,
    );
  });
}

/** Walks backwards from a chapter that waits until one comes up twice. */
function circle(waiting: readonly OrderedChapter[], placed: ReadonlySet<string>): LookbookError {
  const path: OrderedChapter[] = [];
  for (let at = waiting[0]!; !path.includes(at); ) {
    path.push(at);
    const blocker = at.after.find((name) => !placed.has(name));
    at = waiting.find(({name}) => name === blocker)!;
  }
  const last = path.at(-1)!;
  const start = path.findIndex(({name}) => last.after.includes(name));
  const names = [...path.slice(start), path[start]!].map(({name}) => name);
  return new LookbookError(
    "bad-notebook",
    `chapters wait for each other: ${names.join(" needs ")}; take one of these products out of consumes`,
  );
}
