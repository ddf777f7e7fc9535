import type {Token} from "markdown-it";
import type {Html} from "../../../core/html.js";
import {html, textOf} from "../../../core/html.js";
import {slug} from "../labels.js";
import type {HeadingMeta} from "../prose/headings.js";
import {levelOf} from "../prose/headings.js";
import {renderTitle} from "../prose/prose.js";
import type {Scope} from "../prose/scope.js";

export interface SurveyedSection {
  /** In Markdown: 2, 3, ... */
  readonly level: number;
  readonly number: string | undefined;
  readonly anchor: string;
  readonly title: () => Html;
}

/** Numbers headings 1.1, 1.1.1 and gives each an anchor. */
export class Sections {
  readonly list: SurveyedSection[] = [];
  readonly #anchors = new Set<string>();
  readonly #chapter: string;
  readonly #prefix: string;
  #section = 0;
  #subsection = 0;

  constructor(chapter: string, prefix: string) {
    this.#chapter = chapter;
    this.#prefix = prefix;
  }

  add(open: Token, inline: Token, scope: Scope): void {
    // A second "#" in a notebook is a section of its chapter.
    const deep = Math.max(2, levelOf(open));
    // A chapter that begins with "###" counts it among its sections.
    const level = deep === 3 && this.#section === 0 ? 2 : deep;
    const meta = open.meta as unknown as HeadingMeta;
    const children = inline.children ?? [];
    const short = slug(plainTitle(children)) || "section";
    const anchor = this.#free(meta.id === undefined ? `${this.#prefix}-${short}` : `sec-${meta.id}`);
    const number = this.#next(level);
    Object.assign(meta, {anchor, number, level} satisfies Partial<HeadingMeta>);
    const label = {
      kind: "sec",
      anchor,
      text: number ? `${scope.strings.section} ${number}` : textOf(html`${plainTitle(children)}`),
    } as const;
    scope.labels.add({...label, id: meta.id ?? short, place: scope.place, automatic: meta.id === undefined});
    this.list.push({level, number, anchor, title: () => renderTitle(children, scope)});
  }

  #next(level: number): string | undefined {
    if (level > 3) return undefined;
    if (level === 3) return `${this.#chapter}.${this.#section}.${++this.#subsection}`;
    this.#subsection = 0;
    return `${this.#chapter}.${++this.#section}`;
  }

  #free(wanted: string): string {
    let anchor = wanted;
    for (let twin = 2; this.#anchors.has(anchor); twin++) anchor = `${wanted}-${twin}`;
    this.#anchors.add(anchor);
    return anchor;
  }
}

/** Live values are left out: a section's address must not change with a result. */
function plainTitle(children: readonly Token[]): string {
  return children.map((token) => (token.type === "text" || token.type === "code_inline" ? token.content : "")).join("");
}
