import {LookbookError} from "../../../core/errors.js";
import {suggestion} from "../../../core/nearest.js";
import type {Augmentation, Erase, MixOptions, Patches, PictureShape} from "./types.js";

/** Checks an augmentation at the door. @throws LookbookError `bad-option` naming the option, its range and its value */
export function assertAugmentation(options: Augmentation, [height, width]: PictureShape): void {
  const side = Math.min(height, width);
  const {flip, shift = 0, rotation = 0, zoom = 0, translation = 0, fill = 0, contrast = 0, brightness = 0} = options;
  assertKnown("augment", options, Object.keys(known));
  assertOneOf("augment.flip", flip, ["random", "alternating"]);
  assertWhole("augment.shift", shift, [0, side - 1]);
  assertWithin("augment.rotation", rotation, [0, 180], "degrees");
  assert("augment.zoom", zoom >= 0 && zoom < 1, "a share from 0 to below 1", zoom);
  assertWithin("augment.translation", translation, [0, side], "pixels");
  assertWithin("augment.fill", fill, [0, 255], "grey levels");
  assertWithin("augment.contrast", contrast, [0, 1]);
  assertWithin("augment.brightness", brightness, [0, 255], "grey levels");
  if (options.erase) assertErase(options.erase);
  if (options.patches) assertPatches(options.patches, side);
  if (options.mix) assertMix(options.mix);
}

/** A key for each option: a forgotten one is a compile error. */
const known: Record<keyof Augmentation, true> = {
  flip: true,
  shift: true,
  rotation: true,
  zoom: true,
  translation: true,
  fill: true,
  contrast: true,
  brightness: true,
  erase: true,
  patches: true,
  mix: true,
};

function assertErase(options: Erase): void {
  const {probability = 1, area = [0.02, 0.4], aspect = [0.3, 3]} = options;
  assertKnown("augment.erase", options, ["probability", "area", "aspect", "with"]);
  assertWithin("augment.erase.probability", probability, [0, 1]);
  const [least, most] = area;
  assert(
    "augment.erase.area",
    least > 0 && least <= most && most < 1,
    "[least, most] with 0 < least <= most < 1",
    area,
  );
  const [flat, tall] = aspect;
  assert("augment.erase.aspect", flat > 0 && flat <= tall, "[least, most] with 0 < least <= most", aspect);
  assertOneOf("augment.erase.with", options.with, ["noise", "mean"]);
}

function assertPatches(options: Patches, side: number): void {
  const {count, smallest, largest, probability = 1} = options;
  assertKnown("augment.patches", options, ["count", "smallest", "largest", "probability"]);
  assertWhole("augment.patches.count", count, [0, 1000]);
  assertWhole("augment.patches.largest", largest, [1, side]);
  assertWhole("augment.patches.smallest", smallest, [1, largest]);
  assertWithin("augment.patches.probability", probability, [0, 1]);
}

function assertMix(options: MixOptions): void {
  const {kind, alpha, probability = 1} = options;
  assertKnown("augment.mix", options, ["kind", "alpha", "probability"]);
  assert("augment.mix.kind", kind === "mixup" || kind === "cutmix", '"mixup" or "cutmix"', kind);
  assert("augment.mix.alpha", alpha > 0 && alpha <= 4, "a number above 0 and at most 4", alpha);
  assertWithin("augment.mix.probability", probability, [0, 1]);
}

type Range = readonly [number, number];

function assertKnown(where: string, options: object, names: readonly string[]): void {
  const stray = Object.keys(options).find((name) => !names.includes(name));
  if (stray === undefined) return;
  throw new LookbookError("bad-option", `${where}: there is no option "${stray}"${suggestion(stray, names)}`);
}

function assertOneOf(where: string, value: string | undefined, values: readonly string[]): void {
  const list = values.map((name) => `"${name}"`).join(" or ");
  assert(where, value === undefined || values.includes(value), list, value);
}

function assertWhole(where: string, value: number, [least, most]: Range): void {
  const good = Number.isInteger(value) && value >= least && value <= most;
  assert(where, good, `a whole number from ${least} to ${most}`, value);
}

function assertWithin(where: string, value: number, [least, most]: Range, unit = ""): void {
  assert(
    where,
    typeof value === "number" && value >= least && value <= most,
    `${unit || "a number"} from ${least} to ${most}`,
    value,
  );
}

function assert(where: string, good: boolean, expected: string, value: unknown): void {
  if (good) return;
  const got = typeof value === "number" ? value : JSON.stringify(value);
  throw new LookbookError("bad-option", `${where}: expected ${expected}, got ${got}`);
}
