/**
 * Cuts a stream of text into lines, in time that grows with the text: a line of 60 MB that comes in a thousand pieces is joined once.
 * Only "\n" ends a line. (Node's readline also cuts at U+2028, which JSON leaves as it is.)
 */
export function lineCutter(onLine: (line: string) => void): (chunk: string) => void {
  let open: string[] = [];
  return (chunk) => {
    let from = 0;
    for (let end = chunk.indexOf("\n"); end >= 0; end = chunk.indexOf("\n", from)) {
      open.push(chunk.slice(from, end));
      const line = open.join("");
      open = [];
      from = end + 1;
      onLine(line);
    }
    if (from < chunk.length) open.push(chunk.slice(from));
  };
}
