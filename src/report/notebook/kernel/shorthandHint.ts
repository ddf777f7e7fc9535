/**
 * What to do about a name that tslab lost: in `{seed}` it does not find a `seed` of an earlier cell, and says that it is not defined.
 * @param message of the ReferenceError
 * @param line the source line it was thrown from
 * @returns undefined where the line has no such shorthand
 */
export function shorthandHint(message: string, line: string): string | undefined {
  const name = /^([A-Za-z_$][\w$]*) is not defined$/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const isShorthand = new RegExp(`[{,]\\s*${name.replaceAll("$", "\\$")}\\s*(?=[,}]|$)`).test(line);
  if (!isShorthand) return undefined;
  return `tslab does not find variables of earlier cells behind the shorthand {${name}}; write {${name}: ${name}}`;
}
