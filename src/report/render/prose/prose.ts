import type {MarkdownIt as Parser, Token} from "markdown-it";
import MarkdownIt from "markdown-it";
import {Html, html} from "../../../core/html.js";
import {callouts} from "./callouts.js";
import {checkMarkdown} from "./checkMarkdown.js";
import {citations} from "./citation.js";
import {claimMarks} from "./claimMark.js";
import {crossReferences} from "./crossReference.js";
import {headings} from "./headings.js";
import {renderCode} from "./highlight.js";
import {links} from "./links.js";
import {readListing, renderListing} from "./listing.js";
import {hidePipes, liveValues, restorePipes} from "./liveValue.js";
import {formulas} from "./math.js";
import {footnotes} from "./notes.js";
import {pictures} from "./pictures.js";
import type {Scope} from "./scope.js";
import {inScope, scopeOf} from "./scope.js";
import {terms} from "./term.js";
import {typography} from "./typography.js";

/** Prose that was read but not yet written: its headings can be counted before its references are resolved. */
export interface Parsed {
  readonly tokens: readonly Token[];
  readonly scope: Scope;
}

/** Reads the Markdown of a cell. Its footnotes go to the scope's chapter. */
export function parseProse(source: string, scope: Scope): Parsed {
  const hidden = hidePipes(source);
  const tokens = parser.parse(hidden, inScope(scope));
  checkMarkdown(tokens, hidden, scope);
  return {tokens: scope.notes.extract(tokens, scope), scope};
}

/** Writes what was read; all labels and values must be known by now. @throws LookbookError `bad-reference` */
export function renderProse({tokens, scope}: Parsed): Html {
  return new Html(parser.renderer.render([...tokens], parser.options, inScope(scope)));
}

/** Reads a caption or the like that is written later, so that what it cites is counted in the order of the text. */
export function noteCitations(source: string, scope: Scope): void {
  parser.parseInline(source, inScope(scope));
}

/** Writes a caption or a title: Markdown without blocks. */
export function renderInline(source: string, scope: Scope): Html {
  return new Html(parser.renderInline(hidePipes(source), inScope(scope)).trim());
}

/** Writes tokens of a line, such as those of a heading, without links: titles stand inside links. */
export function renderTitle(tokens: readonly Token[], scope: Scope): Html {
  const kept = tokens.filter(({type}) => type !== "note_mark" && type !== "link_open" && type !== "link_close");
  const markup = parser.renderer.renderInline(kept, parser.options, inScope(scope)).trim();
  return new Html(markup.replaceAll(/<\/?a\b[^>]*>/g, ""));
}

/** The footnotes of a chapter whose prose has been written. */
export function renderNotes({notes, strings}: Scope): Html | undefined {
  return notes.list(parser, strings);
}

const parser: Parser = makeParser();

function makeParser(): Parser {
  const md = new MarkdownIt({html: false, linkify: false, typographer: true});
  for (const plugin of [
    liveValues,
    crossReferences,
    citations,
    claimMarks,
    terms,
    formulas,
    callouts,
    footnotes,
    headings,
    pictures,
    links,
    typography,
  ])
    plugin(md);
  md.renderer.rules.code_inline = (tokens, i) => html`<code>${restorePipes(tokens[i]!.content)}</code>`.markup;
  md.renderer.rules.code_block = (tokens, i) => `${renderCode(restorePipes(tokens[i]!.content), "").markup}\n`;
  md.renderer.rules.fence = (tokens, i, _options, env) => {
    const [language = ""] = tokens[i]!.info.trim().split(/\s+/);
    const scope = scopeOf(env);
    const listing = readListing(restorePipes(tokens[i]!.content), scope.place);
    if (listing) {
      const caption = new Html(md.renderInline(hidePipes(listing.caption), env));
      return `${renderListing(listing, language, caption, scope).markup}\n`;
    }
    return `${renderCode(restorePipes(tokens[i]!.content), language).markup}\n`;
  };
  md.renderer.rules.table_open = (_tokens, _i, _options, env) =>
    html`<div class="scroll" role="group" aria-label="${scopeOf(env).strings.table}" tabindex="0"><table>
`.markup;
  md.renderer.rules.table_close = () => "</table></div>\n";
  gatherProblems(md);
  return md;
}

/** A problem in one token is noted, and the rest is written, so that an author hears of all problems at once. */
function gatherProblems({renderer: {rules}}: Parser): void {
  for (const [name, rule] of Object.entries(rules)) {
    if (rule === undefined) continue;
    rules[name] = (tokens, i, options, env, renderer) =>
      scopeOf(env).problems.attempt(() => rule(tokens, i, options, env, renderer)) ?? "";
  }
}
