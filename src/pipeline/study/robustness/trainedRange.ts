import type {Augmentation} from "../../features/augment/types.js";
import type {CorruptionKind} from "../../features/corrupt/types.js";

/**
 * How far the pictures of a training were varied in the way of a corruption, in its unit; kinds that it did not vary are left out.
 * Patches of noise stand for occlusion: they hide as much.
 */
export function trainedRange(augmentation: Augmentation = {}): Partial<Record<CorruptionKind, number>> {
  const {shift = 0, translation = 0, rotation, patches, contrast, brightness} = augmentation;
  const ranges = {shift: shift + translation, rotation, occlusion: patches?.largest, contrast, brightness};
  return Object.fromEntries(Object.entries(ranges).filter(([, range]) => range !== undefined && range > 0));
}
