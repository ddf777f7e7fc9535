/**
 * Gives the tags of a PDF ids that count the tags. Chromium takes the numbers of its own nodes, which depend on how many there were
 * before, and so on chance: two prints of one page would differ. The order of the ids stays, as the tree of ids needs it (ISO 32000-1,
 * 14.7.2), and their length, so that no offset in the file moves.
 * @param text a PDF in Latin-1
 */
export function stableIds(text: string): string {
  const pattern = /\(node(\d{8})\)/g;
  const numbers = [...new Set([...text.matchAll(pattern)].map(([, number]) => number!))].sort();
  const ranks = new Map(numbers.map((number, i) => [number, String(i + 1).padStart(8, "0")]));
  return text.replaceAll(pattern, (_, number: string) => `(node${ranks.get(number)})`);
}
