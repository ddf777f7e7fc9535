import {Html, html} from "../../../core/html.js";

/** A written value as markup: the raised digits of `10⁻⁵`, which few fonts have, become a `sup` of plain ones. */
export function withSuperscripts(text: string): Html {
  const {markup} = html`${text}`;
  return new Html(
    markup.replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (raised) => {
      const plain = [...raised].map((char) => (char === "⁻" ? "\u2212" : String("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(char))));
      return `<sup>${plain.join("")}</sup>`;
    }),
  );
}
