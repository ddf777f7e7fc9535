import {type Html, html} from "../../../core/html.js";
import type {Edit} from "../diff/diffSequence.js";

/** Words that stayed, went and came, as markup that also says so to those who do not see colours. */
export function wordsOf(words: readonly Edit<string>[]): Html {
  return html`${words.map(({kind, items}) => {
    const text = items.join("");
    return kind === "same" ? text : kind === "removed" ? html`<del>${text}</del>` : inserted(text);
  })}`;
}

export function inserted(text: string): Html {
  return html`<ins>${text}</ins>`;
}
