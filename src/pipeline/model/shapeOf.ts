import type {ArchitectureOptions} from "./architecture.js";

/** What an architecture needs to know of the pictures it is built for. */
export function shapeOf({
  height,
  width,
  channels,
  classNames,
}: {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classNames: readonly string[];
}): Pick<ArchitectureOptions, "inputShape" | "classCount"> {
  return {inputShape: [height, width, channels], classCount: classNames.length};
}
