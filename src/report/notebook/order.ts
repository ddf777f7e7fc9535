import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import type {Notebook} from "./nbformat.js";

/** What a chapter says of itself in the metadata of its first cell: `{"lookbook": {"consumes": [...], "produces": [...]}}`. */
export interface Declaration {
  /** Names of what other chapters produce, such as `run:baseline-cnn`. */
  readonly consumes: readonly string[];
  readonly produces: readonly string[];
}

/** A chapter with what it needs and makes. */
export interface Declared extends Declaration {
  readonly name: string;
  /** For messages. */
  readonly path: string;
}

/** @throws LookbookError `bad-notebook` where the declaration is no list of texts */
export function declarationOf(notebook: Notebook, path: string): Declaration {
  const raw = notebook.cells[0]?.metadata["lookbook"] as Record<string, unknown> | undefined;
  const names = (key: "consumes" | "produces"): readonly string[] => {
    const value = raw?.[key] ?? [];
    if (Array.isArray(value) && value.every((name) => typeof name === "string")) return value;
    throw new LookbookError(
      "bad-notebook",
      `notebook ${path}, cell 1: expected metadata.lookbook.${key} as a list of texts, got ${JSON.stringify(value)}`,
    );
  };
  return {consumes: names("consumes"), produces: names("produces")};
}

/**
 * Which chapters each chapter waits for.
 * @throws LookbookError `bad-notebook` for something that nobody produces, that two produce, or chapters that wait for one another
 */
export function predecessors(chapters: readonly Declared[]): ReadonlyMap<string, readonly string[]> {
  const producers = new Map<string, Declared>();
  for (const chapter of chapters) {
    for (const made of chapter.produces) {
      const other = producers.get(made);
      if (other)
        throw bad(`${other.path} and ${chapter.path} both produce "${made}"; one of them must use another name`);
      producers.set(made, chapter);
    }
  }
  const waits = new Map(
    chapters.map(({name, path, consumes}) => {
      const needed = consumes.map((used) => {
        const producer = producers.get(used);
        if (producer) return producer.name;
        const hint = suggestion(used, producers.keys()) || "; add the chapter that produces it to report.json";
        throw bad(`${path} consumes "${used}", which no chapter of the report produces${hint}`);
      });
      return [name, [...new Set(needed)]] as const;
    }),
  );
  assertAcyclic(waits);
  return waits;
}

function assertAcyclic(waits: ReadonlyMap<string, readonly string[]>): void {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name)) {
      const circle = [...trail.slice(trail.indexOf(name)), name].join(" -> ");
      throw bad(`chapters wait for one another: ${circle}; one of them must consume less`);
    }
    if (done.has(name)) return;
    for (const needed of waits.get(name) ?? []) visit(needed, [...trail, name]);
    done.add(name);
  };
  for (const name of waits.keys()) visit(name, []);
}

function bad(message: string): LookbookError {
  return new LookbookError("bad-notebook", message);
}
