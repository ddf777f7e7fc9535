/**
 * The exponential of `x`, by additions and multiplications alone, right to about 1 part in 10^15: the last bits of Math.exp differ
 * between versions of Node, and iterations that feed on themselves make a picture of that.
 */
export function expOf(x: number): number {
  if (x < -745) return 0;
  if (!(x < 709.7)) return x > 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const power = Math.floor(x * (1 / Math.LN2) + 0.5);
  const rest = x - power * ln2High - power * ln2Low; // at most half of ln 2
  let sum = 1;
  for (let k = 13; k >= 1; k--) sum = 1 + (sum * rest) / k;
  // In two factors, so that results below the smallest normal number come out right.
  const half = power >> 1;
  return sum * powersOfTwo[half + bias]! * powersOfTwo[power - half + bias]!;
}

/** The natural logarithm of `x`, by arithmetic alone, as {@link expOf}; -Infinity for 0, NaN below. */
export function logOf(x: number): number {
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x === 0 ? Number.NEGATIVE_INFINITY : x > 0 ? x : Number.NaN;
  if (x < 2 ** -1022) return logOf(x * 2 ** 54) - 54 * Math.LN2;
  number[0] = x;
  let power = (words[high]! >>> 20) - bias;
  words[high] = (words[high]! & 0xfffff) | (bias << 20);
  let mantissa = number[0]!; // in [1, 2)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    power++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s; // below 0.03
  let sum = 1 / 21;
  for (let k = 19; k >= 1; k -= 2) sum = 1 / k + sum * square;
  return 2 * s * sum + power * ln2Low + power * ln2High;
}

/** ln 2 in two parts, the first of which has so few digits that its products with whole numbers are exact. */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

const bias = 1023;
const powersOfTwo = Float64Array.from({length: 2 * bias + 1}, (_, i) => 2 ** (i - bias));
const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
/** Which of a number's two words holds sign and exponent; it depends on the processor. */
const high = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;
