import {sha256} from "../../core/hash.js";

/** A rendered report as the preview hands it out. */
export interface PreviewPage {
  /** Changes whenever anything on the page does. */
  readonly version: string;
  /** The whole page with a place for the preview's script; `nonce` lets it run. */
  readonly html: (nonce: string) => string;
  /** The page's content security policy, with which the preview's script may run and ask this server. */
  readonly policy: (nonce: string) => string;
  /** What a page that is open needs in order to become this one. */
  readonly parts: PageParts;
}

/** The changing parts of a page. */
export interface PageParts {
  readonly title: string;
  readonly language: string;
  readonly styles: Hashed;
  /** Scripts that run, and those that are kept for later: where they differ, the page has to be loaded anew. */
  readonly scripts: Hashed;
  /** What is between the tags of the body, without those scripts. */
  readonly body: string;
}

/** Texts and the hash of all of them. */
export interface Hashed {
  readonly texts: readonly string[];
  readonly hash: string;
}

/** What a page is given beside the report. */
export interface Dress {
  /** Path of the preview's script on the server. */
  readonly script: string;
  /** The preview's own rules. */
  readonly css: string;
}

/**
 * Takes a report's page apart. The markup is the renderer's own, in which no text can look like a tag.
 * @param before the page that it replaces: megabytes of scripts and fonts need not be hashed again
 */
export function previewPage(html: string, {script, css}: Dress, before?: PreviewPage): PreviewPage {
  const [policyTag, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?/.exec(html) ?? ["", ""];
  const open = html.indexOf(">", html.indexOf("<body")) + 1;
  const close = html.lastIndexOf("</body>");
  const styles = [...html.slice(0, open).matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, rules]) => rules!);
  const parts = {
    title: unescaped(/<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ""),
    language: /<html lang="([^"]*)"/.exec(html)?.[1] ?? "en",
    styles: hashed(styles, before?.parts.styles),
    scripts: hashed(html.match(scripts) ?? [], before?.parts.scripts),
    body: html.slice(open, close).replaceAll(scripts, ""),
  };
  const version = sha256([parts.title, parts.language, parts.styles.hash, parts.scripts.hash, parts.body].join("\0"));
  const about = `data-version="${version}" data-styles="${parts.styles.hash}" data-scripts="${parts.scripts.hash}"`;
  return {
    version,
    html: (nonce) => {
      // Ahead of the report's own script, so that it sees the page as it was written.
      const main = html.lastIndexOf("</main>");
      const at = html.slice(main).search(scripts) + main;
      const own = `<script src="${script}" nonce="${nonce}" ${about}></script>\n`;
      const head = html.slice(0, open).replace(policyTag, "");
      return [
        head.replace("</head>", () => `<style data-preview>\n${css}</style>\n</head>`),
        html.slice(open, at),
        own,
        html.slice(at),
      ].join("");
    },
    policy: (nonce) =>
      [
        ...unescaped(policy || "default-src 'none'; script-src")
          .split(/;\s*/)
          .map((rule) => (/^script-src\b/.test(rule) ? `${rule} 'nonce-${nonce}'` : rule)),
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ].join("; "),
    parts,
  };
}

/** Scripts that run or are kept asleep; mere data has the type `application/json`. */
const scripts = /<script(?![^>]*\btype="application\/)[^>]*>[\s\S]*?<\/script>\n?/g;

function hashed(texts: readonly string[], before: Hashed | undefined): Hashed {
  const isSame = before?.texts.length === texts.length && texts.every((text, i) => text === before.texts[i]);
  return isSame ? before : {texts, hash: sha256(texts.join("\0"))};
}

function unescaped(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters[entity]!);
}

const characters: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
