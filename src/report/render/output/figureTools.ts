import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import {fill} from "../pageStrings.js";
import {anchorOf} from "../place.js";
import type {Scope} from "../prose/scope.js";

/**
 * The links of a figure or table: to the cell that made it, and to itself. The page's script turns the first into "how was this
 * made?" and adds downloads beside them; not printed.
 * @param anchor id of the figure
 * @param label `Figure 3`
 */
export function renderFigureTools(anchor: string, label: string, {place, strings}: Scope): Html {
  const {page} = strings;
  return html`<div class="tools"><a class="origin" href="#${anchorOf(place)}" aria-label="${page.made} ${label}">${page.made}</a><a class="self" href="#${anchor}" aria-label="${fill(page.linkTo, {label})}">${page.link}</a></div>`;
}
