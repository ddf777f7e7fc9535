import {type Html, html, lines} from "../../../core/html.js";
import type {ReportDiff} from "../diff/reportDiff.js";
import {plain, plainPair, signed} from "./plain.js";
import {outcomeOf, overlapOf} from "./summary.js";

/** Claims with their evidence, old and new. */
export function claimTable({claims: changes}: ReportDiff): Html | undefined {
  const rows = changes.map((claim) => {
    const {id, flipped, old, new: now} = claim;
    const tone = flipped ? (now?.outcome === "holds" ? "good" : "bad") : "";
    const statement = now?.statement ?? old?.statement;
    const place = now ?? old;
    return html`<tr><th scope="row"><code>${id}</code>${statement !== undefined && html`<span class="statement">${statement}</span>`}</th><td><span class="badge ${tone}">${outcomeOf(claim)}</span></td><td>${evidenceOf(old?.evidence)}</td><td>${evidenceOf(now?.evidence)}</td><td class="place">${place?.chapter}, cell ${place?.cell}</td></tr>`;
  });
  return part(
    "claims",
    "Claims",
    rows.length > 0 ? [table(["Claim", "Outcome", "Old evidence", "New evidence", "Where"], rows)] : [],
  );
}

function evidenceOf(evidence: unknown): string {
  if (typeof evidence !== "object" || evidence === null) return "–";
  const {method, pValue, interval, statistic} = evidence as Record<string, unknown>;
  const {name, value} = (statistic ?? {}) as Record<string, unknown>;
  const parts = [
    method,
    statistic !== undefined && `${String(name)} = ${plain(value)}`,
    pValue !== undefined && `p = ${plain(pValue, 3)}`,
    interval !== undefined && plain(interval, 4),
  ];
  return parts.filter((text) => typeof text === "string").join(", ");
}

/** Values with their difference. */
export function valueTable({values: changes}: ReportDiff): Html | undefined {
  const rows = changes.map((change) => {
    const {path, old, new: now, difference} = change;
    const [before, after] = old && now ? plainPair(old.value, now.value) : [plain(old?.value), plain(now?.value)];
    const place = now ?? old;
    const note = !old ? "new" : !now ? "gone" : overlapOf(change);
    const tone = change.overlap === false ? "bad" : "";
    return html`<tr><th scope="row"><code>${path}</code></th><td class="number">${before}</td><td class="number">${after}</td><td class="number">${difference === undefined ? "" : signed(difference)}</td><td>${note !== "" && html`<span class="badge ${tone}">${note}</span>`}</td><td class="place">${place?.chapter}, cell ${place?.cell}</td></tr>`;
  });
  return part(
    "values",
    "Values",
    rows.length > 0 ? [table(["Value", "Old", "New", "Difference", "", "Where"], rows)] : [],
  );
}

/** Facts of provenance. */
export function factTable({provenance}: ReportDiff): Html | undefined {
  const rows = provenance.map(
    ({group, name, old, new: now}) =>
      html`<tr><th scope="row">${group}, ${name}</th><td class="fact">${old ?? "–"}</td><td class="fact">${now ?? "–"}</td></tr>`,
  );
  return part("provenance", "Provenance", rows.length > 0 ? [table(["Fact", "Old", "New"], rows)] : []);
}

/** A section of the page; none where it would be empty. */
export function part(id: string, title: string, body: readonly Html[]): Html | undefined {
  if (body.length === 0) return undefined;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
${lines(body)}
</section>`;
}

function table(columns: readonly string[], rows: readonly Html[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${columns[0]!}"><table>
<thead><tr>${columns.map((name) => (name === "" ? html`<td></td>` : html`<th scope="col">${name}</th>`))}</tr></thead>
<tbody>
${lines(rows)}
</tbody></table></div>`;
}
