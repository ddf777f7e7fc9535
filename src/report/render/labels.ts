import {LookbookError} from "../../core/errors.js";
import {suggestion} from "../../core/nearest.js";
import type {Place} from "./place.js";
import {errorAt, nameOf} from "./place.js";

/** What prose may point at: `@fig-confusion`, `@tab-metrics`, `@sec-limits`, `@eq-loss`, `@lst-training`, `@claim-cnn-wins`. */
export type LabelKind = (typeof labelKinds)[number];
export const labelKinds = ["fig", "tab", "sec", "eq", "lst", "claim"] as const;

export interface Label {
  readonly kind: LabelKind;
  /** Without its kind, such as `confusion`. */
  readonly id: string;
  /** The id of the element. */
  readonly anchor: string;
  /** `Figure 3`, `Section 2.1`. */
  readonly text: string;
  readonly place: Place;
  /** A heading's own id is one of several names; other names may be shared between chapters. */
  readonly automatic?: boolean;
}

/** The labels of a report, filled in reading order before any prose is written out. */
export class Labels {
  readonly #labels: Label[] = [];

  /** @throws LookbookError `bad-reference` where the id is taken, naming both cells */
  add(label: Label): void {
    const twin = this.#labels.find(({kind, id, automatic}) => kind === label.kind && id === label.id && !automatic);
    if (twin && !label.automatic) {
      throw new LookbookError(
        "bad-reference",
        `the id "${label.kind}-${label.id}" is used twice: ${nameOf(twin.place)} and ${nameOf(label.place)}; ids are unique in a report`,
      );
    }
    this.#labels.push(label);
  }

  /**
   * Finds what `@kind-id` means in a place: an id of its own, else a heading of the same chapter, else of another.
   * @throws LookbookError `bad-reference` where there is none or several, naming the nearest
   */
  find(kind: LabelKind, id: string, place: Place): Label {
    const all = this.#labels.filter((label) => label.kind === kind && label.id === id);
    const own = all.filter(({automatic}) => !automatic);
    const near = all.filter((label) => label.place.chapter === place.chapter);
    const [found, ...others] = own.length > 0 ? own : near.length > 0 ? near : all;
    if (found && others.length === 0) return found;
    if (found) {
      const places = [found, ...others].map((label) => nameOf(label.place)).join(" and ");
      throw errorAt(
        place,
        "bad-reference",
        `"@${kind}-${id}" may mean ${places}; give the heading an id of its own, as in {#${id}-here}`,
      );
    }
    const names = this.#labels.map((label) => `@${label.kind}-${label.id}`);
    const wanted = `@${kind}-${id}`;
    const hint = suggestion(wanted, names) || "; nothing has a name like that";
    throw errorAt(place, "bad-reference", `nothing is labelled "${wanted}"${hint}`);
  }
}

/** The name of a heading in a reference: lower case, words joined by hyphens, accents dropped. */
export function slug(title: string): string {
  return title
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
