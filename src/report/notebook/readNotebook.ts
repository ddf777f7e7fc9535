import {LookbookError, messageOf} from "../../core/errors.js";
import {readText} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import type {CellMetadata, Metadata, MimeBundle, Notebook, NotebookCell, Output} from "./nbformat.js";

/** Reads a notebook file. @throws LookbookError `missing-file`, or `bad-notebook` naming the file and the cell */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await readText(path, "notebook"), path);
}

/**
 * Parses a notebook of nbformat 4.0 to 4.5: lines are joined; a missing id is made from the cell's position and content, so it is the
 * same in every reading.
 * @param path for messages
 * @throws LookbookError `bad-notebook` naming the file and the cell
 */
export function parseNotebook(text: string, path: string): Notebook {
  const door = new Door(path);
  const raw = door.record(parseJson(text, path), "");
  if (raw["nbformat"] !== 4) {
    const remedy = "open an older one in JupyterLab and save it, or run `jupyter nbconvert --to notebook`";
    throw door.bad("", `nbformat 4 (${remedy})`, raw["nbformat"]);
  }
  const cells = door.list(raw["cells"], "", "a list of cells").map((cell, i) => readCell(door, cell, i));
  const ids = cells.map(({id}) => id);
  const twin = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twin >= 0) {
    const first = ids.indexOf(ids[twin]!) + 1;
    throw door.bad(`cell ${twin + 1}`, "an id of its own", `"${ids[twin]}", which is also cell ${first}'s`);
  }
  const minor = raw["nbformat_minor"];
  return {
    nbformat: 4,
    nbformat_minor: typeof minor === "number" ? minor : 0,
    metadata: door.metadata(raw["metadata"], ""),
    cells,
  };
}

/** JSON types hold values; all others hold text, perhaps as a list of lines. */
function isJsonMime(mime: string): boolean {
  return mime === "application/json" || mime.endsWith("+json");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const position = /at position (\d+)/.exec(messageOf(cause))?.[1];
    const line = position === undefined ? "" : `, line ${text.slice(0, Number(position)).split("\n").length}`;
    const got = /^<{7} /m.test(text) ? "an unresolved merge conflict" : messageOf(cause);
    const what = text.trim() === "" ? "an empty file" : got;
    throw new LookbookError("bad-notebook", `notebook ${path}${line}: expected JSON, got ${what}`, {cause});
  }
}

function readCell(door: Door, value: unknown, index: number): NotebookCell {
  const where = `cell ${index + 1}`;
  const raw = door.record(value, where);
  const source = door.text(raw["source"], where, "source as text or a list of lines");
  const metadata = door.metadata(raw["metadata"], where) as CellMetadata;
  const {tags} = metadata;
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => typeof tag === "string"))) {
    throw door.bad(where, "tags as a list of texts", tags);
  }
  const given = raw["id"];
  const id =
    typeof given === "string" && /^[\w-]{1,64}$/.test(given) ? given : sha256(`${index}\n${source}`).slice(0, 8);
  const attachments = raw["attachments"] === undefined ? {} : {attachments: raw["attachments"]};
  switch (raw["cell_type"]) {
    case "markdown":
    case "raw":
      return {cell_type: raw["cell_type"], id, metadata, source, ...attachments};
    case "code": {
      const outputs = door
        .list(raw["outputs"] ?? [], where, "a list of outputs")
        .map((output, i) => readOutput(door, output, `${where}, output ${i + 1}`));
      return {cell_type: "code", id, metadata, source, execution_count: countOf(raw), outputs};
    }
    default:
      throw door.bad(where, "cell_type code, markdown or raw", raw["cell_type"]);
  }
}

function readOutput(door: Door, value: unknown, where: string): Output {
  const raw = door.record(value, where);
  const {output_type} = raw;
  switch (output_type) {
    case "stream": {
      const name = raw["name"] === "stderr" ? "stderr" : "stdout";
      return {output_type, name, text: door.text(raw["text"], where, "text or a list of lines")};
    }
    case "display_data":
      return {output_type, data: readBundle(door, raw["data"], where), metadata: door.metadata(raw["metadata"], where)};
    case "execute_result": {
      const data = readBundle(door, raw["data"], where);
      return {output_type, data, metadata: door.metadata(raw["metadata"], where), execution_count: countOf(raw)};
    }
    case "error": {
      const traceback = door.list(raw["traceback"] ?? [], where, "a traceback as a list of lines").map(String);
      return {output_type, ename: String(raw["ename"] ?? ""), evalue: String(raw["evalue"] ?? ""), traceback};
    }
    default:
      throw door.bad(where, "output_type stream, display_data, execute_result or error", output_type);
  }
}

function readBundle(door: Door, value: unknown, where: string): MimeBundle {
  return Object.fromEntries(
    Object.entries(door.record(value, `${where}, data`)).map(([mime, data]) => [
      mime,
      isJsonMime(mime) ? data : (joined(data) ?? data),
    ]),
  );
}

function countOf({execution_count}: Record<string, unknown>): number | null {
  return typeof execution_count === "number" ? execution_count : null;
}

function joined(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  return Array.isArray(source) && source.every((line) => typeof line === "string") ? source.join("") : undefined;
}

/** Checks values as they come in; what does not fit is named with the file, the place in it, what was expected and what came. */
class Door {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  record(value: unknown, where: string): Record<string, unknown> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    throw this.bad(where, "an object", value);
  }

  metadata(value: unknown, where: string): Metadata {
    return value === undefined ? {} : this.record(value, where === "" ? "metadata" : `${where}, metadata`);
  }

  list(value: unknown, where: string, expected: string): readonly unknown[] {
    if (Array.isArray(value)) return value;
    throw this.bad(where, expected, value);
  }

  text(value: unknown, where: string, expected: string): string {
    const text = joined(value);
    if (text === undefined) throw this.bad(where, expected, value);
    return text;
  }

  bad(where: string, expected: string, got: unknown): LookbookError {
    const place = where === "" ? "" : `, ${where}`;
    const message = `notebook ${this.#path}${place}: expected ${expected}, got ${nameOf(got)}`;
    return new LookbookError("bad-notebook", message);
  }
}

function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return value.startsWith('"') ? value : JSON.stringify(value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
