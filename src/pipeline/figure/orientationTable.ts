import {capital} from "../../core/capital.js";
import type {TablePayload} from "../../core/payload.js";
import type {Orientations} from "../explore/orientations.js";
import {table} from "./table.js";

/** How much pictures look like their class in each orientation, a row a class, and how many are recognised. */
export function orientationTable(
  {count, all, classNames}: Orientations,
  {id = "orientations"}: {readonly id?: string} = {},
): TablePayload {
  const rows = classNames.map((className, i) => rowOf(className, (orientation) => orientation.likeness[i]!));
  const last = rowOf("Recognised", (orientation) => orientation.recognised);
  return table([...rows, last], {
    id,
    caption: `Mean correlation of the pictures of a class with the mean picture of the class, in four orientations, and the share of pictures whose nearest mean is that of their class (${count.toLocaleString("en-US")} pictures that the means were not made of).`,
    columns: Object.fromEntries([
      ["class", {name: "Class"}],
      ...all.map(({title}) => [title, {name: capital(title), format: "fixed(2)"}]),
    ]),
  });

  function rowOf(
    name: string,
    numberOf: (orientation: Orientations["all"][number]) => number,
  ): Record<string, string | number> {
    return {class: name, ...Object.fromEntries(all.map((orientation) => [orientation.title, numberOf(orientation)]))};
  }
}
