import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Cell, Column, TablePayload} from "../../../core/payload.js";
import {isInterval} from "../../../core/payload.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";
import type {Scope} from "../prose/scope.js";
import type {ValueStrings} from "../proseStrings.js";
import type {Strings} from "../strings.js";
import {formatInterval, formatLevel, formatValue} from "../value/formats.js";
import type {Format} from "../value/parseFormat.js";
import {FormatProblem, parseFormat} from "../value/parseFormat.js";
import {withSuperscripts} from "../value/superscripts.js";

/** A table; intervals are written `91.2 % (90.6 to 91.8)`. @throws LookbookError `bad-notebook` */
export function renderTable({id, columns, rows}: TablePayload, label: string, {place, strings}: Scope): Html {
  rows.forEach((row, i) => {
    if (row.length === columns.length) return;
    const counts = `expected ${columns.length} cells as there are columns, got ${row.length}`;
    throw errorAt(place, "bad-notebook", `table "${id}", row ${i + 1}: ${counts}`);
  });
  const kinds = columns.map((column, j) => ({
    column,
    format: formatOf(column, id, place),
    right: alignsRight(
      column,
      rows.map((row) => row[j] ?? null),
    ),
    // A first column of words names its rows.
    tag: j === 0 && rows.some((row) => typeof row[0] === "string") ? html`th scope="row"` : html`td`,
  }));
  const head = kinds.map(
    ({column, right}) => html`<th scope="col"${right && html` class="number"`}>${column.name}</th>`,
  );
  const body = rows.map(
    (row) =>
      html`<tr>${kinds.map(({format, right, tag}, j) => {
        const where = `table "${id}", column "${columns[j]!.name}"`;
        const content = renderCell(row[j] ?? null, format, strings.value, (cause) => inTable(cause, where, place));
        return html`<${tag}${right && html` class="number"`}>${content}</${tag.markup.slice(0, 2)}>`;
      })}</tr>
`,
  );
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table${columns.length > manyColumns && html` class="wide"`}>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>`;
}

/** A table with more columns is set smaller, and wider where there is room. */
const manyColumns = 8;

/** The confidence level that a table's intervals share, as a sentence for its caption; undefined where there is none. */
export function intervalNote({rows}: TablePayload, strings: Strings): string | undefined {
  const levels = new Set(rows.flat().flatMap((cell) => (isInterval(cell) ? [cell.level] : [])));
  const [level] = levels;
  return levels.size === 1
    ? strings.page.intervalNote.replace("{level}", formatLevel(level!, strings.value))
    : undefined;
}

function formatOf({name, format = "auto"}: Column, id: string, place: Place): Format {
  try {
    return parseFormat(format);
  } catch (cause) {
    throw inTable(cause, `table "${id}", column "${name}"`, place);
  }
}

function renderCell(cell: Cell, format: Format, words: ValueStrings, fail: (cause: unknown) => unknown): Html {
  if (cell === null || (typeof cell === "number" && Number.isNaN(cell)))
    return html`<span role="img" aria-label="${words.none}">–</span>`;
  if (typeof cell === "string") return html`${cell}`;
  try {
    if (!isInterval(cell)) return withSuperscripts(formatValue(cell, {...format, withInterval: false}, words));
    if (cell.value === null || cell.low === null || cell.high === null)
      return html`<span role="img" aria-label="${words.none}">–</span>`;
    const {estimate, bounds} = formatInterval(cell, format, words);
    return html`${withSuperscripts(estimate)} <span class="bounds">(${withSuperscripts(bounds.replaceAll(" ", "\u00a0"))})</span>`;
  } catch (cause) {
    throw fail(cause);
  }
}

function inTable(cause: unknown, where: string, place: Place): unknown {
  return cause instanceof FormatProblem ? errorAt(place, "bad-notebook", `${where}: ${cause.message}`) : cause;
}

function alignsRight({align}: Column, cells: readonly Cell[]): boolean {
  if (align !== undefined) return align === "right";
  const known = cells.filter((cell) => cell !== null);
  return known.length > 0 && known.every((cell) => typeof cell === "number" || isInterval(cell));
}
