/** An element of a page, with the place of its markup: offsets into the page's text, in UTF-16 units. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | Text)[];
  readonly start: number;
  readonly end: number;
}

/** Text between tags, as it stands in the markup; see {@link decode}. */
export interface Text {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the pages that this package writes, and what other makers' markup is inside them. Every element there has an end tag or needs
 * none, so none is guessed; an end tag without its start is passed over.
 * @returns the root, an element without tag
 */
export function parseHtml(markup: string): Element {
  const root = open("", {}, 0);
  const stack: Growing[] = [root];
  let at = 0;
  const text = (end: number): void => {
    if (end > at) stack.at(-1)!.children.push({text: markup.slice(at, end), start: at, end});
  };
  tagPattern.lastIndex = 0;
  for (let match = tagPattern.exec(markup); match; match = tagPattern.exec(markup)) {
    const [whole, slash, name, attributes = "", selfClosing] = match;
    text(match.index);
    at = match.index + whole.length;
    if (name === undefined) continue;
    const tag = name.toLowerCase();
    if (slash) {
      close(stack, tag, match.index, at);
      continue;
    }
    const element = open(tag, readAttributes(attributes), match.index);
    stack.at(-1)!.children.push(element);
    if (selfClosing || voidTags.has(tag)) element.end = at;
    else stack.push(element);
    if (rawTags.has(tag) && !selfClosing) {
      const end = endOfRaw(markup, tag, at);
      text(end);
      at = end;
      tagPattern.lastIndex = end;
    }
  }
  text(markup.length);
  for (const element of stack) element.end = markup.length;
  return root;
}

/** Turns character references into characters. */
export function decode(text: string): string {
  return text.replaceAll(/&(?:#(\d+)|#x([0-9a-fA-F]+)|([a-zA-Z]+));/g, (whole, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

interface Growing extends Element {
  readonly children: (Element | Text)[];
  end: number;
}

const tagPattern =
  /<(\/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*(\/?)>|<!--[\s\S]*?-->|<![^>]*>/g;
const voidTags = new Set("area base br col embed hr img input link meta source track wbr".split(" "));
/** What stands inside is text, whatever it looks like. */
const rawTags = new Set(["script", "style", "textarea", "title"]);
const entities: Readonly<Record<string, string>> = {amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0"};

function open(tag: string, attributes: Readonly<Record<string, string>>, start: number): Growing {
  return {tag, attributes, children: [], start, end: start};
}

function close(stack: Growing[], tag: string, contentEnd: number, end: number): void {
  const index = stack.map((element) => element.tag).lastIndexOf(tag);
  if (index <= 0) return;
  for (const unclosed of stack.splice(index + 1)) unclosed.end = contentEnd;
  stack.pop()!.end = end;
}

function readAttributes(markup: string): Record<string, string> {
  const pattern = /([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/g;
  const found = [...markup.matchAll(pattern)];
  return Object.fromEntries(found.map(([, name, a, b, c]) => [name!.toLowerCase(), decode(a ?? b ?? c ?? "")]));
}

function endOfRaw(markup: string, tag: string, from: number): number {
  const end = new RegExp(`</${tag}[\\s/>]`, "gi");
  end.lastIndex = from;
  return end.exec(markup)?.index ?? markup.length;
}
