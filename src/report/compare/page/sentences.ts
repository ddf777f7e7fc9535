import {hasClass, isElement, isHidden, visibleText} from "../../../core/markup/elements.js";
import {decode, type Element} from "../../../core/markup/parseHtml.js";

/**
 * The prose below an element, cut into sentences. What the build fills in, such as a live value, stands between {@link marks}: a
 * sentence of which that alone has changed says the same.
 */
export function sentencesOf(section: Element): string[] {
  const blocks: string[] = [];
  let line = "";
  const flush = (): void => {
    const text = line.replaceAll(/\s+/g, " ").trim();
    if (text !== "") blocks.push(text);
    line = "";
  };
  const walk = (from: Element): void => {
    for (const child of from.children) {
      if (!isElement(child)) line += decode(child.text);
      else if (computed.some((name) => hasClass(child, name))) line += marks.open + visibleText(child) + marks.close;
      else if (isHidden(child) || skipped.has(child.tag) || hasClass(child, "anchor")) continue;
      else if (child.tag === "math") line += visibleText(child);
      else if (inline.has(child.tag)) walk(child);
      else {
        flush();
        walk(child);
        flush();
      }
    }
  };
  walk(section);
  flush();
  return blocks.flatMap((block) => block.split(betweenSentences));
}

/** Characters of Unicode's private area, which no prose uses. */
export const marks = {open: "\ue000", close: "\ue001"} as const;

/** The sentence as it is read. */
export function withoutMarks(sentence: string): string {
  return sentence.replaceAll(/[\ue000\ue001]/g, "");
}

/** The sentence with its values and references left open. */
export function template(sentence: string): string {
  return sentence.replaceAll(/\ue000[^\ue001]*\ue001/g, marks.open + marks.close);
}

/** What the build fills in: live values, the numbers of references, the outcomes of claims. */
const computed = ["value", "reference", "claim"];
/** Figures and tables are compared by their data, code by its hash. */
const skipped = new Set(["figure", "pre", "table", "iframe"]);
const inline = new Set(
  "a abbr b bdi bdo br cite code data del dfn em i img ins kbd label mark q s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);
const betweenSentences = /(?<=[.!?…]["”’)\]\ue001]*)\s+(?=["“„(\ue000]*[\p{Lu}\p{N}])/u;
