import {LookbookError} from "../../../core/errors.js";
import {seeded, shuffled} from "../../../core/random.js";
import {productClasses} from "../../dataset/photos/productClasses.js";
import type {ProductRecord} from "../../dataset/photos/productRecord.js";

/** A product and the index of the class that its article type belongs to. */
export interface LabelledProduct {
  readonly record: ProductRecord;
  readonly label: number;
}

/** Options for {@link productSample}. */
export interface ProductSampleOptions {
  readonly classNames: readonly string[];
  /** Products of each class; all where a class has fewer. */
  readonly perClass: number;
  readonly seed: number | string;
}

/**
 * Draws products, as many of each class, in the order of the classes. The 30 of each class on which the preparation of photographs was
 * developed are never drawn; classes that no article type belongs to have none.
 */
export function productSample(
  records: readonly ProductRecord[],
  {classNames, perClass, seed}: ProductSampleOptions,
): LabelledProduct[] {
  if (!Number.isInteger(perClass) || perClass < 1) {
    throw new LookbookError(
      "bad-option",
      `productSample, perClass: expected a whole number of at least 1, got ${perClass}`,
    );
  }
  return classNames.flatMap((name, label) => {
    const own = records.filter(
      ({articleType}) => Object.hasOwn(productClasses, articleType) && productClasses[articleType] === name,
    );
    const fresh = shuffled(own, seeded(`photo development/${name}`)).slice(developed);
    return shuffled(fresh, seeded(seed).fork(`products/${name}`))
      .slice(0, perClass)
      .map((record) => ({record, label}));
  });
}

/** Products of each class that served development. */
const developed = 30;
