/**
 * A smooth function of positive numbers as a table, for loops that ask it a hundred million times: 128 entries for each power of two from
 * 2^-40 to 2^24, and straight lines in between, which err by some millionths where the function is like a power. Beyond its ends it is level.
 */
export function tabulated(f: (x: number) => number): (x: number) => number {
  const [first, last] = [bitsOf(2 ** -40), bitsOf(2 ** 24)];
  const table = Float64Array.from({length: ((last - first) >> shift) + 1}, (_, i) => f(numberOf(first + (i << shift))));
  return (x) => {
    const bits = bitsOf(x);
    if (bits <= first) return table[0]!;
    if (bits >= last) return table[table.length - 1]!;
    const place = (bits - first) >> shift;
    const low = table[place]!;
    return low + (table[place + 1]! - low) * ((bits & mask) * step);
  };
}

/** Bits of a float32 behind the seven that choose the entry; as a float's last bits, they rise evenly with the number. */
const shift = 16;
const mask = 2 ** shift - 1;
const step = 2 ** -shift;

const float = new Float32Array(1);
const integer = new Int32Array(float.buffer);

function bitsOf(x: number): number {
  float[0] = x;
  return integer[0]!;
}

function numberOf(bits: number): number {
  integer[0] = bits;
  return float[0]!;
}
