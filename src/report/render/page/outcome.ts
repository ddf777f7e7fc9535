import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Outcome} from "../../../core/payload.js";
import type {Strings} from "../strings.js";

/** What came out of a claim as a word and a shape, so that neither colour nor grey decides what is read. */
export function renderOutcome(outcome: Outcome, strings: Strings): Html {
  return html`<span class="outcome ${outcome}"><svg viewBox="0 0 12 12" aria-hidden="true"><path d="${shapes[outcome]}"/></svg>${strings[outcome]}</span>`;
}

/** A tick, a cross, a ring cut by a bar. */
const shapes: Readonly<Record<Outcome, string>> = {
  holds: "M2 6.5 L5 9.5 L10 3",
  refuted: "M2.5 2.5 L9.5 9.5 M9.5 2.5 L2.5 9.5",
  undecided: "M6 1.5 A4.5 4.5 0 1 1 5.99 1.5 M3.5 6 L8.5 6",
};
