import type {Interval} from "../../../core/payload.js";
import type {Model} from "../../model/model.js";
import type {MethodMaps} from "../explainAll.js";
import {meanInterval} from "./meanInterval.js";
import {type RemovalCurve, type RemovalOptions, removalCurve} from "./removal.js";

/** What a method's maps are worth when pixels go or come in their order. */
export interface RemovalResult {
  readonly name: string;
  readonly title: string;
  readonly deletion: RemovalCurve;
  readonly insertion: RemovalCurve;
}

/** Deletion and insertion by the maps of several methods, on the same pictures. @throws LookbookError as {@link removalCurve} */
export async function removalTrial(
  model: Model,
  images: Uint8Array,
  all: readonly MethodMaps[],
  options: Omit<RemovalOptions, "direction">,
): Promise<RemovalResult[]> {
  const results: RemovalResult[] = [];
  for (const {name, title, maps} of all) {
    const deletion = await removalCurve(model, images, maps, {...options, direction: "deletion"});
    const insertion = await removalCurve(model, images, maps, {...options, direction: "insertion"});
    results.push({name, title, deletion, insertion});
  }
  return results;
}

/** A method's areas, over pictures; intervals of 95 %. */
export interface RemovalScore {
  readonly name: string;
  readonly title: string;
  /** Area under the deletion curve; small is good. */
  readonly deletion: Interval;
  /** Area under the insertion curve; large is good. */
  readonly insertion: Interval;
  /** How much smaller the deletion area is than that of the control, picture by picture; above 0 is better than the control. */
  readonly deletionGain: Interval;
  /** How much larger the insertion area is than that of the control, picture by picture; above 0 is better than the control. */
  readonly insertionGain: Interval;
}

/**
 * Areas with intervals, and against a control on the same pictures.
 * @param results with the control among them
 */
export function removalScores(
  results: readonly RemovalResult[],
  {control, seed = 0}: {readonly control: RemovalResult; readonly seed?: number | string},
): RemovalScore[] {
  return results.map(({name, title, deletion, insertion}) => {
    const {deletion: lost, insertion: won} = control;
    return {
      name,
      title,
      deletion: meanInterval(deletion.areas, {seed}),
      insertion: meanInterval(insertion.areas, {seed}),
      deletionGain: meanInterval(
        deletion.areas.map((area, row) => lost.areas[row]! - area),
        {seed},
      ),
      insertionGain: meanInterval(
        insertion.areas.map((area, row) => area - won.areas[row]!),
        {seed},
      ),
    };
  });
}
