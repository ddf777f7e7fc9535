import {Html, html} from "../../../core/html.js";
import type {Strings} from "../strings.js";

/** What the head of the page names. */
export interface Bar {
  readonly title: string;
  /** Data URI of a picture. */
  readonly logo: string | undefined;
  readonly strings: Strings;
}

/** The bar at the top: back to the title, search, colours and the like. Without a script only the title is there. */
export function renderBar({title, logo, strings}: Bar): Html {
  const {page} = strings;
  const mark = logo !== undefined && html`<img class="logo" src="${logo}" alt=""> `;
  return html`<section class="bar" aria-label="${page.bar}">
<button class="contents-open scripted" type="button" popovertarget="contents" aria-expanded="false" aria-label="${strings.contents}">${icon("contents")}</button>
<a class="bar-title" href="#top" title="${page.toTop}">${mark}<span>${title}</span></a>
<span class="bar-section" aria-hidden="true"></span>
<button class="search-open scripted" type="button" aria-label="${page.search}" aria-keyshortcuts="/ Control+K">${icon("search")}<span>${page.search}</span><kbd>/</kbd></button>
${button("width-toggle", page.width, html` aria-pressed="false"`)}
${button("theme-toggle", page.theme)}
${button("print", page.print)}
${button("help-open", page.help)}
<a class="to-top scripted" href="#top" aria-label="${page.toTop}">${icon("to-top")}</a>
</section>`;
}

/** What opens over the page, and the place where short messages are said. */
export function renderDialogs({page}: Strings): Html {
  return html`<dialog class="search" id="search" aria-label="${page.search}"><div class="search-field">${icon("search")}<input type="text" role="combobox" aria-label="${page.searchFor}" aria-expanded="false" aria-controls="results" aria-autocomplete="list" placeholder="${page.searchFor}" autocomplete="off" autocapitalize="none" spellcheck="false" enterkeyhint="go"><button class="close" type="button" aria-label="${page.close}">×</button></div><ul id="results" role="listbox" aria-label="${page.results}" hidden></ul><p class="search-note" role="status"></p></dialog>
<dialog class="help" id="help" aria-labelledby="help-title"></dialog>
<div class="page-status" id="page-status" role="status"></div>`;
}

function button(name: string, label: string, more?: Html): Html {
  return html`<button class="${name} scripted" type="button" aria-label="${label}" title="${label}"${more}>${icon(name)}</button>`;
}

/** Drawn, not written: a font may lack the signs. */
function icon(name: string): Html {
  return new Html(`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${icons[name]}</svg>`);
}

const icons: Readonly<Record<string, string>> = {
  contents: '<path d="M3 5h14M3 10h14M3 15h9"/>',
  search: '<circle cx="8.5" cy="8.5" r="5"/><path d="m12.5 12.5 4.5 4.5"/>',
  "width-toggle": '<path d="M2.5 4v12M17.5 4v12M6 10h8M8 7.5 5.5 10 8 12.5M12 7.5l2.5 2.5-2.5 2.5"/>',
  "theme-toggle":
    '<circle class="system light dark" cx="10" cy="10" r="6.5"/><path class="system half" d="M10 3.5a6.5 6.5 0 0 1 0 13z"/><circle class="dark half" cx="10" cy="10" r="6.5"/>',
  print: '<path d="M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.5h8V17H6z"/>',
  "help-open": '<path d="M7 7.5a3 3 0 1 1 4.4 2.6c-1 .5-1.4 1-1.4 2M10 15v.4"/>',
  "to-top": '<path d="M10 16V5M5 9.5 10 4.5l5 5"/>',
};
