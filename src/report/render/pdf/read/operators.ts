/** What stands before an operator of a content stream. */
export interface Operands {
  readonly numbers: readonly number[];
  /** Names with their slash, hexadecimal strings with their brackets, dictionaries whole. */
  readonly texts: readonly string[];
}

/**
 * Calls `visit` with each operator of a content stream and its operands (ISO 32000-1, 7.8.2). The operands last until the next.
 * By bytes rather than by a regular expression: a report has millions of them.
 */
export function eachOperator(content: Uint8Array, visit: (operator: string, operands: Operands) => void): void {
  const numbers: number[] = [];
  const texts: string[] = [];
  const length = content.length;
  for (let i = 0; i < length; ) {
    const byte = content[i]!;
    if (byte <= space || byte === 0x5b || byte === 0x5d) i++;
    else if ((byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e || byte === 0x2b) {
      let end = i + 1;
      while (end < length && !isBreak(content[end]!)) end++;
      numbers.push(numberIn(content, i, end));
      i = end;
    } else if (byte === 0x3c) {
      const end = content[i + 1] === 0x3c ? endOfDictionary(content, i) : endOfHex(content, i);
      texts.push(textIn(content, i, end));
      i = end;
    } else if (byte === 0x28) {
      const end = endOfString(content, i);
      texts.push(textIn(content, i, end));
      i = end;
    } else {
      let end = i + 1;
      while (end < length && !isBreak(content[end]!)) end++;
      const word = textIn(content, i, end);
      i = end;
      if (byte === 0x2f) texts.push(word);
      else {
        visit(word, {numbers, texts});
        numbers.length = 0;
        texts.length = 0;
      }
    }
  }
}

const space = 0x20;

function isBreak(byte: number): boolean {
  return (
    byte <= space || byte === 0x2f || byte === 0x3c || byte === 0x3e || byte === 0x5b || byte === 0x5d || byte === 0x28
  );
}

/** Digits and a point; content streams have no exponents. */
function numberIn(content: Uint8Array, start: number, end: number): number {
  let value = 0;
  let scale = 0;
  for (let i = start; i < end; i++) {
    const byte = content[i]!;
    if (byte === 0x2e) scale = 1;
    else if (byte >= 0x30 && byte <= 0x39) {
      value = value * 10 + (byte - 0x30);
      scale *= 10;
    }
  }
  const size = scale > 1 ? value / scale : value;
  return content[start] === 0x2d ? -size : size;
}

function textIn(content: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(content[i]!);
  return text;
}

function endOfHex(content: Uint8Array, start: number): number {
  const end = content.indexOf(0x3e, start);
  return end < 0 ? content.length : end + 1;
}

function endOfDictionary(content: Uint8Array, start: number): number {
  let depth = 0;
  for (let i = start; i + 1 < content.length; i++) {
    if (content[i] === 0x3c && content[i + 1] === 0x3c) {
      depth++;
      i++;
    } else if (content[i] === 0x3e && content[i + 1] === 0x3e) {
      i++;
      if (--depth === 0) return i + 1;
    }
  }
  return content.length;
}

function endOfString(content: Uint8Array, start: number): number {
  let depth = 0;
  for (let i = start; i < content.length; i++) {
    if (content[i] === 0x5c) i++;
    else if (content[i] === 0x28) depth++;
    else if (content[i] === 0x29 && --depth === 0) return i + 1;
  }
  return content.length;
}
