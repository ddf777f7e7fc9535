import type {MarkdownIt} from "markdown-it";

/** Keeps what belongs together on one line: `n = 10,000`, `1.5 %`, `10 s`. */
export function typography(md: MarkdownIt): void {
  md.core.ruler.push("no_break", (state) => {
    for (const {children} of state.tokens) {
      for (const token of children ?? []) if (token.type === "text") token.content = joined(token.content);
    }
  });
}

function joined(text: string): string {
  return text
    .replaceAll(/\b([A-Za-z]) ([=<>≤≥]) /g, "$1\u00a0$2\u00a0")
    .replaceAll(/(\d) (?=(?:%|k|ms|s|min|h|MB|GB|px)(?![\p{L}\p{N}]))/gu, "$1\u00a0");
}
