import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import http from "highlight.js/lib/languages/http";
import ini from "highlight.js/lib/languages/ini";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import python from "highlight.js/lib/languages/python";
import sql from "highlight.js/lib/languages/sql";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import {Html, html} from "../../../core/html.js";

for (const [name, language] of Object.entries({
  bash,
  css,
  diff,
  http,
  ini,
  javascript,
  json,
  python,
  sql,
  typescript,
  xml,
  yaml,
})) {
  hljs.registerLanguage(name, language);
}

/** A block of code, coloured now rather than in the reader's browser; an unknown language stays plain. */
export function renderCode(source: string, language: string): Html {
  const code = source.replace(/\n+$/, "");
  const known = hljs.getLanguage(language) !== undefined;
  const inner = known ? new Html(hljs.highlight(code, {language, ignoreIllegals: true}).value) : code;
  return html`<pre class="code" tabindex="0"${language !== "" && html` data-language="${language}"`}><code>${inner}</code></pre>`;
}
