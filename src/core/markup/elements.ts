import {decode, type Element, type Text} from "./parseHtml.js";

/** Whether a child is an element. */
export function isElement(node: Element | Text): node is Element {
  return "tag" in node;
}

/** All elements below `from` in the order of the page. */
export function* descendants(from: Element): Generator<Element> {
  for (const child of from.children) {
    if (!isElement(child)) continue;
    yield child;
    yield* descendants(child);
  }
}

/** The first element below `from` that passes. */
export function first(from: Element, passes: (element: Element) => boolean): Element | undefined {
  for (const element of descendants(from)) if (passes(element)) return element;
  return undefined;
}

export function hasClass({attributes}: Element, name: string): boolean {
  return (attributes["class"] ?? "").split(/\s+/).includes(name);
}

/** The text that a reader sees, spaces joined; what `skips` names is left out. */
export function visibleText(element: Element, skips: (element: Element) => boolean = isHidden): string {
  const collect = (from: Element): string =>
    from.children
      .map((child) => (isElement(child) ? (skips(child) ? "" : collect(child)) : decode(child.text)))
      .join("");
  return collect(element).replaceAll(/\s+/g, " ").trim();
}

/** What is no text of a report: scripts, drawings, what is there for the hand, and the twins of formulas. */
export function isHidden({tag, attributes}: Element): boolean {
  return hiddenTags.has(tag) || attributes["aria-hidden"] === "true" || "hidden" in attributes;
}

const hiddenTags = new Set("annotation button details dialog nav script style svg template".split(" "));
