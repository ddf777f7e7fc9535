/** The first sentence of a Markdown caption: a list needs no more. */
export function firstSentence(caption: string): string {
  return /^[\s\S]*?[.!?](?=\s+[\p{Lu}@*_`$]|\s*$)/u.exec(caption)?.[0] ?? caption;
}
