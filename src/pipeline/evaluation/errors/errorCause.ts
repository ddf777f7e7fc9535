/** Why an answer was wrong, as far as numbers can tell. */
export type ErrorCause = "label-in-doubt" | "odd-picture" | "look-alike" | "uncertain" | "unexplained";

/** In the order in which the rule tries them. */
export const errorCauses: readonly ErrorCause[] = [
  "label-in-doubt",
  "odd-picture",
  "look-alike",
  "uncertain",
  "unexplained",
];

/** For tables and captions. */
export const causeTitles: Readonly<Record<ErrorCause, string>> = {
  "label-in-doubt": "the label is in doubt",
  "odd-picture": "an odd picture",
  "look-alike": "the classes look alike",
  uncertain: "the model was unsure",
  unexplained: "none of these",
};

/** Where the rule of {@link causeOf} draws its lines; defaults to {@link causeThresholds}. */
export interface CauseThresholds {
  /** Confidence below which the model was undecided. */
  readonly unsure?: number;
  /** Correlation of mean pictures from which classes look alike. */
  readonly alike?: number;
}

/** The lines that are drawn where nobody says otherwise. */
export const causeThresholds: {readonly unsure: number; readonly alike: number} = {unsure: 0.6, alike: 0.8};

/** What the rule looks at. */
export interface CauseEvidence {
  /** Whether confident learning puts the label in doubt. */
  readonly isDoubtful: boolean;
  /** Whether the picture is unlike the training pictures of its class, or of any. */
  readonly isOdd: boolean;
  /** Probability of the wrong answer, in [0, 1]. */
  readonly confidence: number;
  /** Correlation between the mean pictures of the two classes, in [-1, 1]. */
  readonly similarity: number;
}

/**
 * Names the likeliest cause; the first rule that fits: the label is in doubt (label noise), the picture is odd (feature noise), the mean
 * pictures of the two classes correlate (similar classes), the model was undecided between unlike classes (low confidence), else
 * unexplained. A suspicion drawn from numbers, not a finding: the pictures must be looked at.
 */
export function causeOf(
  {isDoubtful, isOdd, confidence, similarity}: CauseEvidence,
  thresholds: CauseThresholds = {},
): ErrorCause {
  const {unsure, alike} = {...causeThresholds, ...thresholds};
  if (isDoubtful) return "label-in-doubt";
  if (isOdd) return "odd-picture";
  if (similarity >= alike) return "look-alike";
  return confidence < unsure ? "uncertain" : "unexplained";
}
