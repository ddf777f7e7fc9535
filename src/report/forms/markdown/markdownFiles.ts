import {descendants, first, hasClass, isElement, visibleText} from "../../../core/markup/elements.js";
import {decode, type Element, parseHtml} from "../../../core/markup/parseHtml.js";
import {tokensOf} from "../../render/figure/selfContained.js";
import {blocks, linkedIds} from "./blocks.js";
import {escapeInline} from "./escape.js";
import {inline} from "./inline.js";
import {addressOf, type MarkdownPage} from "./page.js";

/** A report as Markdown. */
export interface MarkdownReport {
  /** Path to content; `README.md` has the contents, every chapter a file of its own, figures and pictures lie beside. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** What could not be taken over. */
  readonly warnings: readonly string[];
}

/**
 * Turns a report's page into GitHub-flavoured Markdown for a wiki. The page has everything resolved: values, numbers, references,
 * citations, badges of claims. Equal pages give equal bytes.
 * @param html `report.html`, as this package writes it
 */
export function markdownFiles(html: string): MarkdownReport {
  const root = parseHtml(html);
  const main = first(root, ({tag}) => tag === "main")!;
  const chapters = main.children
    .filter(isElement)
    .filter(({tag}) => tag === "section")
    .map((section) => ({section, ...headOf(section)}));
  const front = [
    first(root, (one) => hasClass(one, "cover")),
    first(root, (one) => one.tag === "section" && hasClass(one, "summary")),
  ];
  const fileOf = new Map<string, string>();
  const place = (element: Element, path: string): void => {
    for (const {attributes} of [element, ...descendants(element)])
      if (attributes["id"] !== undefined) fileOf.set(attributes["id"], path);
  };
  for (const {section, path} of chapters) place(section, path);
  for (const part of front) if (part) place(part, readme);
  const linked = new Set(
    [...chapters.map(({section}) => section), ...front].flatMap((part) => (part ? [...linkedIds(part)] : [])),
  );
  const files = new Map<string, string | Uint8Array>();
  const warnings: string[] = [];
  const css = [...descendants(root)]
    .filter(({tag}) => tag === "style")
    .map(textOf)
    .join("\n");
  const shared = {
    fileOf,
    tokens: tokensOf(css),
    store: (path: string, content: string | Uint8Array): string => {
      files.set(path, content);
      return encodeURI(path);
    },
    warn: (message: string): void => void warnings.push(message),
  };
  const title = visibleText(first(root, (one) => one.tag === "title") ?? root);
  // Sections are led to from the contents.
  for (const {section} of chapters) for (const {id} of sectionsOf(section)) linked.add(id);
  const texts = new Map<string, string>();
  for (const [i, {section, path}] of chapters.entries()) {
    const page = {...shared, linked, path};
    const way = wayOf({before: chapters[i - 1], after: chapters[i + 1], title});
    texts.set(path, joined([...blocks(section, page), "---", way]));
  }
  const index = {...shared, linked, path: readme};
  const notices = first(root, (one) => hasClass(one, "notices"));
  const said = notices ? [`> [!WARNING]\n> ${blocks(notices, index).join("\n>\n> ")}`] : [];
  const nav = first(root, (one) => one.tag === "nav" && hasClass(one, "contents"));
  const heading = nav && first(nav, ({tag}) => tag === "summary");
  const list = [...(heading ? [`## ${escapeInline(visibleText(heading))}`] : []), contents(chapters, index)];
  // The report's own title is the page's.
  const summary = (front[1] ? blocks(front[1], index) : []).map((text) => text.replace(/^(?=#{1,5} )/, "#"));
  texts.set(readme, joined([...cover(front[0], title, index), ...said, ...summary, ...list]));
  return {files: new Map([...[...texts].sort(byPath), ...[...files].sort(byPath)]), warnings};
}

const readme = "README.md";

interface Head {
  /** Of its file. */
  readonly path: string;
  /** Markdown, with its number. */
  readonly title: string;
}

interface ChapterSection extends Head {
  readonly section: Element;
}

function headOf(section: Element): Head {
  const title = first(section, (one) => hasClass(one, "chapter-title"));
  const name = title?.attributes["data-notebook"] ?? section.attributes["aria-labelledby"] ?? "chapter";
  const words = title ? titleOf(title) : name;
  return {path: `${name}.md`, title: words};
}

/** A heading as the text of a link: no links in it. */
function titleOf(heading: Element): string {
  const bare = {
    path: "",
    fileOf: new Map(),
    linked: new Set<string>(),
    tokens: new Map(),
    store: (path: string) => path,
    warn: () => undefined,
  };
  return inline(heading.children, bare).replaceAll(/\s+/g, " ").trim();
}

function sectionsOf(section: Element): readonly {id: string; title: string}[] {
  return [...descendants(section)]
    .filter(({tag, attributes}) => tag === "h3" && attributes["id"] !== undefined)
    .map((heading) => ({id: heading.attributes["id"]!, title: titleOf(heading)}));
}

function cover(element: Element | undefined, title: string, page: MarkdownPage): readonly string[] {
  const rest = element && {
    ...element,
    children: element.children.filter((child) => !isElement(child) || !hasClass(child, "cover-title")),
  };
  return [`# ${escapeInline(title)}`, ...(rest ? blocks(rest, page) : [])];
}

function contents(chapters: readonly ChapterSection[], page: MarkdownPage): string {
  return chapters
    .flatMap(({path, title, section}) => [
      `- [${title}](${encodeURI(path)})`,
      ...sectionsOf(section).map(({id, title: words}) => `  - [${words}](${addressOf(id, page)})`),
    ])
    .join("\n");
}

function wayOf({before, after, title}: {before: Head | undefined; after: Head | undefined; title: string}): string {
  return [
    before && `[← ${before.title}](${encodeURI(before.path)})`,
    `[${escapeInline(title)}](${readme})`,
    after && `[${after.title} →](${encodeURI(after.path)})`,
  ]
    .filter(Boolean)
    .join(" · ");
}

function textOf({children}: Element): string {
  return children.map((child) => (isElement(child) ? "" : decode(child.text))).join("");
}

function joined(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
