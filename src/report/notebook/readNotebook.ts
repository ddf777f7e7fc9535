import {LookbookError, messageOf} from "../../core/errors.js";
import {readText} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import type {CellMetadata, Metadata, MimeBundle, Notebook, NotebookCell, Output} from "./nbformat.js";

/** Reads a notebook file. @throws LookbookError `missing-file`, or `bad-notebook` naming the file and the cell */
export async function readNotebook(path: string): Promise<Notebook> {
  return parseNotebook(await readText(path, "notebook"), path);
}

/**
 * Parses a notebook of nbformat 4.0 to 4.5: lines are joined, missing ids are made from content and position.
 * @param path for messages
 * @throws LookbookError `bad-notebook` naming the file and the cell
 */
export function parseNotebook(text: string, path: string): Notebook {
  const raw = parseJson(text, path);
  if (!isRecord(raw)) throw bad(path, `expected an object, got ${nameOf(raw)}`);
  if (raw["nbformat"] !== 4) {
    const remedy = "open it in JupyterLab and save it, or run `jupyter nbconvert --to notebook`";
    throw bad(path, `expected nbformat 4, got ${JSON.stringify(raw["nbformat"]) ?? "none"}; ${remedy}`);
  }
  const {cells} = raw;
  if (!Array.isArray(cells)) throw bad(path, `expected a list of cells, got ${nameOf(cells)}`);
  const read = cells.map((cell, i) => readCell(cell, i, path));
  const ids = read.map(({id}) => id);
  const twin = ids.findIndex((id, i) => ids.indexOf(id) !== i);
  if (twin >= 0) throw bad(path, `cell ${twin + 1}: id "${ids[twin]}" is used twice; ids must be unique`);
  return {
    nbformat: 4,
    nbformat_minor: typeof raw["nbformat_minor"] === "number" ? raw["nbformat_minor"] : 0,
    metadata: isRecord(raw["metadata"]) ? raw["metadata"] : {},
    cells: read,
  };
}

/** JSON types hold values; all others hold text, perhaps as a list of lines. */
export function isJsonMime(mime: string): boolean {
  return mime === "application/json" || mime.endsWith("+json");
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LookbookError("bad-notebook", `notebook ${path} is not JSON: ${messageOf(cause)}`, {cause});
  }
}

function readCell(raw: unknown, index: number, path: string): NotebookCell {
  const where = `cell ${index + 1}`;
  if (!isRecord(raw)) throw bad(path, `${where}: expected an object, got ${nameOf(raw)}`);
  const source = joined(raw["source"]);
  if (source === undefined) throw bad(path, `${where}: expected source as text or lines, got ${nameOf(raw["source"])}`);
  const metadata = (isRecord(raw["metadata"]) ? raw["metadata"] : {}) as CellMetadata;
  const {tags} = metadata;
  if (tags !== undefined && !(Array.isArray(tags) && tags.every((tag) => typeof tag === "string"))) {
    throw bad(path, `${where}: expected tags as a list of texts, got ${JSON.stringify(tags)}`);
  }
  const id = typeof raw["id"] === "string" && raw["id"] !== "" ? raw["id"] : sha256(`${index}\n${source}`).slice(0, 8);
  const base = {...raw, id, metadata, source};
  switch (raw["cell_type"]) {
    case "markdown":
    case "raw":
      return {...base, cell_type: raw["cell_type"]};
    case "code": {
      const outputs = raw["outputs"] ?? [];
      if (!Array.isArray(outputs)) throw bad(path, `${where}: expected a list of outputs, got ${nameOf(outputs)}`);
      return {
        ...base,
        cell_type: "code",
        execution_count: countOf(raw),
        outputs: outputs.map((output, i) => readOutput(output, `${where}, output ${i + 1}`, path)),
      };
    }
    default:
      throw bad(path, `${where}: expected cell_type code, markdown or raw, got ${JSON.stringify(raw["cell_type"])}`);
  }
}

function readOutput(raw: unknown, where: string, path: string): Output {
  if (!isRecord(raw)) throw bad(path, `${where}: expected an object, got ${nameOf(raw)}`);
  const metadata = (isRecord(raw["metadata"]) ? raw["metadata"] : {}) as Metadata;
  const {output_type} = raw;
  switch (output_type) {
    case "stream":
      return {output_type, name: raw["name"] === "stderr" ? "stderr" : "stdout", text: joined(raw["text"]) ?? ""};
    case "display_data":
      return {output_type, data: readBundle(raw["data"]), metadata};
    case "execute_result":
      return {output_type, data: readBundle(raw["data"]), metadata, execution_count: countOf(raw)};
    case "error": {
      const traceback = Array.isArray(raw["traceback"]) ? raw["traceback"].map(String) : [];
      return {output_type, ename: String(raw["ename"] ?? ""), evalue: String(raw["evalue"] ?? ""), traceback};
    }
    default: {
      const expected = "output_type stream, display_data, execute_result or error";
      throw bad(path, `${where}: expected ${expected}, got ${JSON.stringify(output_type)}`);
    }
  }
}

function readBundle(raw: unknown): MimeBundle {
  if (!isRecord(raw)) return {};
  return Object.fromEntries(
    Object.entries(raw).map(([mime, data]) => [mime, isJsonMime(mime) ? data : (joined(data) ?? data)]),
  );
}

function countOf({execution_count}: Record<string, unknown>): number | null {
  return typeof execution_count === "number" ? execution_count : null;
}

function joined(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  return Array.isArray(source) && source.every((line) => typeof line === "string") ? source.join("") : undefined;
}

function bad(path: string, message: string): LookbookError {
  return new LookbookError("bad-notebook", `notebook ${path}: ${message}`);
}

function nameOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  return Array.isArray(value) ? "a list" : `a ${typeof value}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
