import {Html, html} from "../../../core/html.js";
import type {KeyNumber} from "../input.js";
import {renderInline} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";

/**
 * A number of the summary: large, its unit smaller, its interval and its label below; linked to its cell as any live value is.
 * @param key where the number stands in report.json, for messages
 * @throws LookbookError `bad-reference` for an unknown value
 */
export function renderKeyNumber({label, value}: KeyNumber, key: string, scopeOf: (key: string) => Scope): Html {
  const shown = renderInline(value, scopeOf(`${key}.value`));
  return html`<div><dt>${renderInline(label, scopeOf(`${key}.label`))}</dt><dd>${apart(shown)}</dd></div>`;
}

/** Sets off the unit and the interval of a written value, `91.2 % (95 % CI 90.6 to 91.8)`; other markup stays as it is. */
function apart(shown: Html): Html {
  const [, open, estimate, interval, close] =
    /^(<a class="value"[^>]*>)([^<(]*?)(?:\s*\(([^<]*)\))?(<\/a>)$/.exec(shown.markup) ?? [];
  if (estimate === undefined) return shown;
  const [, digits, unit] = /^([−+]?[\d.,\s]*\d)\s?(\D*)$/.exec(estimate) ?? [undefined, estimate, ""];
  const small = unit === "" ? "" : `<span class="unit">\u00a0${unit}</span>`;
  const bounds = interval === undefined ? undefined : new Html(`<span class="interval">${interval}</span>`);
  return html`${new Html(`${open}${digits}${small}${close}`)}${bounds}`;
}
