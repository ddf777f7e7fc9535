import {LookbookError} from "../../core/errors.js";

/**
 * The wrong answers of a model as a short text, from which, without the pictures, follows which it got right: for each error the number
 * of right answers since the one before, then the class that was answered as a letter, "a" for the first. "12g0a" says that rows 12 and
 * 13 were called classes 6 and 0.
 * @param yTrue class indices below 26, one a row
 * @param yPred as `yTrue`
 */
export function encodeErrors(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): string {
  let text = "";
  let since = 0;
  for (let row = 0; row < yTrue.length; row++) {
    if (yPred[row] === yTrue[row]) since++;
    else {
      text += `${since}${letterOf(yPred[row]!)}`;
      since = 0;
    }
  }
  return text;
}

/** One wrong answer. */
export interface WrongAnswer {
  /** From 0. */
  readonly row: number;
  /** Index of the class that was answered. */
  readonly answer: number;
}

/**
 * Reads what {@link encodeErrors} wrote.
 * @param count rows in all
 * @throws LookbookError `bad-data` where the text is no such list, or reaches past the last row
 */
export function decodeErrors(text: string, count: number): WrongAnswer[] {
  if (!/^(\d+[a-z])*$/.test(text)) {
    throw new LookbookError("bad-data", `wrong answers: expected pairs such as "12g0a", got "${text.slice(0, 20)}"`);
  }
  let row = -1;
  const wrong = [...text.matchAll(/(\d+)([a-z])/g)].map(([, gap, letter]) => {
    row += Number(gap) + 1;
    return {row, answer: letter!.charCodeAt(0) - first};
  });
  if (row < count) return wrong;
  throw new LookbookError("bad-data", `wrong answers: expected rows below ${count}, got ${row}`);
}

/** Which rows were answered right, as 1, and which wrong, as 0. @throws LookbookError as {@link decodeErrors} */
export function rightRows(errors: string, count: number): Uint8Array {
  const right = new Uint8Array(count).fill(1);
  for (const {row} of decodeErrors(errors, count)) right[row] = 0;
  return right;
}

const first = "a".charCodeAt(0);

function letterOf(label: number): string {
  if (Number.isInteger(label) && label >= 0 && label < 26) return String.fromCharCode(first + label);
  throw new LookbookError("bad-data", `wrong answers: expected classes 0 to 25, got ${label}`);
}
