import {LookbookError} from "../../core/errors.js";
import type {ImageSet} from "./imageSet.js";
import {selectRows} from "./selectRows.js";
import {stratifiedRows} from "./stratifiedRows.js";

/**
 * A smaller set in which each class keeps its share; the rows stay in their order.
 * @param limit pictures at most; a set that is not larger is returned as it is
 * @throws LookbookError `bad-option` for a limit that is not a whole number of at least 1
 */
export function subset(set: ImageSet, limit: number, seed: number | string): ImageSet {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new LookbookError("bad-option", `subset: limit must be a whole number of at least 1, got ${limit}`);
  }
  return limit >= set.count ? set : selectRows(set, stratifiedRows(set, limit, `subset/${seed}`));
}
