/** A text in one line of a terminal: without control characters, cut at the number of columns; a wide character takes two. */
export function fit(text: string, columns: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const plain = text.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, "").replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
  let width = 0;
  let shown = "";
  for (const character of plain) {
    width += columnsOf(character);
    if (width > columns) return `${shown.slice(0, -1)}…`;
    shown += character;
  }
  return shown;
}

/** Columns that a text takes. */
export function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + columnsOf(character), 0);
}

/** Columns that a character takes: Unicode's East Asian wide and fullwidth ones, and emoji, take two (UAX 11), marks none. */
function columnsOf(character: string): number {
  if (/\p{Mark}|\u200d|\ufe0f/u.test(character)) return 0;
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u.test(
    character,
  )
    ? 2
    : 1;
}
