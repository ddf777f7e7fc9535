/** Sizes of text and marks, in CSS pixels. */
export interface Sizes {
  readonly tick: number;
  readonly title: number;
  readonly legend: number;
  readonly heading: number;
  readonly small: number;
  /** Of texts on bars, points and cells. */
  readonly mark: number;
  /** Length of a tick, and from there to its label. */
  readonly tickLength: number;
  readonly standoff: number;
  /** From labels to the axis' title. */
  readonly titleGap: number;
}

/** Below this width a figure is one of a phone's. */
export const narrowWidth = 480;

export function sizesFor(width: number): Sizes {
  const less = width < narrowWidth ? 1 : 0;
  return {
    tick: 12 - less,
    title: 13 - less,
    legend: 13 - less,
    heading: 14,
    small: 11,
    mark: 12 - less,
    tickLength: 4,
    standoff: 3,
    titleGap: 7,
  };
}
