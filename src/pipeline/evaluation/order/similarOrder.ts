import {averageLinkage} from "./averageLinkage.js";
import {leafOrder} from "./leafOrder.js";

/**
 * An order of the classes in which those stand together that are taken for each other: the nearer, the larger the mean of the two shares of
 * a class that were called the other. A class without examples has only the other's share.
 * @param confusion counts, [classCount, classCount]; rows are truth
 * @returns class indices
 */
export function similarOrder(confusion: readonly (readonly number[])[]): number[] {
  const shares = confusion.map((row) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.map((n) => (total > 0 ? n / total : 0));
  });
  const distances = shares.map((row, i) => row.map((share, j) => (i === j ? 0 : 1 - (share + shares[j]![i]!) / 2)));
  return leafOrder(averageLinkage(distances), distances);
}
