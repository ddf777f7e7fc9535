import type {Random} from "../../../core/random.js";
import type {Paint} from "./canvas.js";

/** Draws a cloth: a brightness, a pattern, folds and light from one side. Any garment may be of any cloth. */
export function drawFabric(random: Random): Paint {
  const base = random.between(0.3, 0.95);
  const pattern = drawPattern(random);
  const folds = drawFolds(random);
  const lightX = random.between(-0.12, 0.12);
  const lightY = random.between(-0.12, 0.12);
  return (x, y) => base * pattern(x, y) * folds(x, y) * (1 + lightX * x + lightY * y);
}

/** A darker or lighter shade of a cloth: a collar, a sole, a seam. */
export function shaded(fabric: Paint, factor: number): Paint {
  return (x, y) => fabric(x, y) * factor;
}

/** One even brightness. */
export function plain(brightness: number): Paint {
  return () => brightness;
}

/** Factor on the brightness of the cloth, about 0.3 to 1.2. */
function drawPattern(random: Random): Paint {
  const contrast = random.between(0.2, 0.6);
  const width = random.between(0.12, 0.4);
  const offset = random.next();
  const kind = random.int(9);
  const stripe = (at: number): number => (wave(at / width + offset) > 0 ? 1 : 1 - contrast);
  if (kind === 0) return (_, y) => stripe(y);
  if (kind === 1) return (x) => stripe(x);
  if (kind === 2) return (x, y) => stripe(x) * (0.6 + 0.4 * stripe(y));
  if (kind === 3) return drawPrint(random, contrast);
  if (kind === 4) return (x, y) => 1 - (contrast * (1 + wave((x + y) / (2 * width) + offset))) / 2;
  return () => 1;
}

/** A patch on the front. */
function drawPrint(random: Random, contrast: number): Paint {
  const [left, top] = [random.between(-0.3, 0), random.between(-0.4, 0.1)];
  const [right, bottom] = [left + random.between(0.2, 0.5), top + random.between(0.15, 0.5)];
  const factor = random.next() < 0.5 ? 1 - contrast : 1 + contrast;
  return (x, y) => (x > left && x < right && y > top && y < bottom ? factor : 1);
}

/** Soft dark lines across the cloth. */
function drawFolds(random: Random): Paint {
  const depth = random.between(0, 0.25);
  const [across, down] = [random.between(-2, 2), random.between(-2, 2)];
  const offset = random.next();
  return (x, y) => 1 - depth * Math.max(0, wave(across * x + down * y + offset));
}

/** Triangle wave of period 1, from -1 to 1. */
function wave(x: number): number {
  const phase = x - Math.floor(x);
  return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
}
