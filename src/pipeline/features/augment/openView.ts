import {seeded, sfc32} from "../../../core/random.js";
import {channelMeans} from "./channelMeans.js";
import {drawPatches} from "./drawPatches.js";
import {erase} from "./erase.js";
import {inverseMap} from "./inverseMap.js";
import {moved} from "./moved.js";
import {relight} from "./relight.js";
import type {Augmentation, AugmentInput, Draw} from "./types.js";
import {warped} from "./warped.js";

/** Writes one picture as it looks in one epoch, unmixed. @returns the stream that its draws came from, for those that follow */
export type View = (picture: Float32Array, row: number, epoch: number) => Draw;

/**
 * Opens what shows single pictures.
 * @param options were checked
 */
export function openView(options: Augmentation, {images, shape, seed}: AugmentInput): View {
  const {flip, shift = 0, rotation = 0, zoom = 0, translation = 0, fill = 0} = options;
  const {contrast = 0, brightness = 0, patches} = options;
  const size = shape.reduce((product, n) => product * n, 1);
  const interpolates = rotation > 0 || zoom > 0 || translation > 0;
  const means = options.erase?.with === "mean" ? channelMeans(images, shape[2]) : undefined;
  const [k0, k1, k2] = keyOf(seed);
  const streamOf = (row: number, epoch: number): Draw => sfc32(k0 ^ row, k1 ^ epoch, k2);
  const isFlipped = (row: number, epoch: number, draw: Draw): boolean => {
    if (flip === "random") return draw() < 0.5;
    // Epochs count from 1: the stream of epoch 0 is free to say which half.
    return flip === "alternating" && streamOf(row, 0)() < 0.5 === (epoch % 2 === 1);
  };

  return (picture, row, epoch) => {
    const draw = streamOf(row, epoch);
    const place = {
      flipped: isFlipped(row, epoch, draw),
      right: shift && wholeWithin(shift, draw),
      down: shift && wholeWithin(shift, draw),
    };
    const source = {images, from: row * size, shape, fill};
    if (interpolates) {
      const turn = {
        degrees: rotation && within(rotation, draw),
        scale: 1 + (zoom && within(zoom, draw)),
        right: place.right + (translation && within(translation, draw)),
        down: place.down + (translation && within(translation, draw)),
      };
      warped(picture, source, inverseMap({...place, ...turn}, shape));
    } else {
      moved(picture, source, place);
    }
    if (contrast || brightness) {
      const factor = 1 + (contrast && within(contrast, draw));
      relight(picture, shape[2], {factor, added: brightness && within(brightness, draw)});
    }
    if (options.erase) erase(picture, shape, {...options.erase, means}, draw);
    if (patches) drawPatches(picture, shape, patches, draw);
    return draw;
  };
}

/** Uniform from -most to most. */
function within(most: number, draw: Draw): number {
  return most * (2 * draw() - 1);
}

/** Uniform among the whole numbers from -most to most. */
function wholeWithin(most: number, draw: Draw): number {
  return Math.floor(draw() * (2 * most + 1)) - most;
}

/** Three words that no other seed has. */
function keyOf(seed: number | string): readonly [number, number, number] {
  const random = seeded(seed).fork("augment");
  const word = (): number => random.int(2 ** 32) | 0;
  return [word(), word(), word()];
}
