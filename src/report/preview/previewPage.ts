import {sha256} from "../../core/hash.js";

/** A rendered report as the preview hands it out. */
export interface PreviewPage {
  /** Changes whenever anything on the page does. */
  readonly version: string;
  /** The whole page with a place for the preview's script; `nonce` lets it run. */
  readonly html: (nonce: string) => string;
  /** The page's content security policy, which the preview's script may pass and ask this server. */
  readonly policy: (nonce: string) => string;
  /** What a page that is open needs in order to become this one. */
  readonly parts: PageParts;
}

/** The changing parts of a page. */
export interface PageParts {
  readonly title: string;
  readonly language: string;
  readonly styles: readonly string[];
  /** Hashes: where scripts differ, the page has to be loaded anew. */
  readonly stylesHash: string;
  readonly scriptsHash: string;
  /** What is between the tags of the body, without scripts that run. */
  readonly body: string;
}

/**
 * Takes a report's page apart. The markup is the renderer's own, in which no text can look like a tag.
 * @param script path of the preview's script on the server
 * @param css the preview's own rules
 */
export function previewPage(html: string, {script, css}: {readonly script: string; readonly css: string}): PreviewPage {
  const policy = unescaped(policyTag.exec(html)?.[1] ?? "default-src 'none'");
  const page = html.replace(policyTag, "");
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(page)?.[1] ?? "";
  const scripts = [...page.matchAll(executable)].map(([whole]) => whole);
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, rules]) => rules!);
  const parts = {
    title: unescaped(/<title>([^<]*)<\/title>/.exec(page)?.[1] ?? ""),
    language: /<html lang="([^"]*)"/.exec(page)?.[1] ?? "en",
    styles,
    stylesHash: sha256(styles.join("\0")),
    scriptsHash: sha256(scripts.join("\0")),
    body: body.replaceAll(executable, ""),
  };
  const version = sha256([parts.title, parts.language, parts.stylesHash, parts.scriptsHash, parts.body].join("\0"));
  const about = `data-version="${version}" data-styles="${parts.stylesHash}" data-scripts="${parts.scriptsHash}"`;
  return {
    version,
    html: (nonce) => {
      // Ahead of the report's own script, so that it sees the page as it was written.
      const main = page.lastIndexOf("</main>");
      const at = page.slice(main).search(executable) + main;
      const own = `<script src="${script}" nonce="${nonce}" ${about}></script>\n`;
      const styled = page.slice(0, at).replace("</head>", `<style data-preview>\n${css}</style>\n</head>`);
      return styled + own + page.slice(at);
    },
    policy: (nonce) =>
      [
        ...policy.split(/;\s*/).map((rule) => (rule.startsWith("script-src ") ? `${rule} 'nonce-${nonce}'` : rule)),
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ].join("; "),
    parts,
  };
}

const policyTag = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">\n?/;

/** Scripts that run; data in a script element has a type. */
const executable = /<script(?![^>]*\btype="application\/)[^>]*>[\s\S]*?<\/script>\n?/g;

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
