/** Why an answer was wrong, as far as numbers can tell. */
export type ErrorCause = "possible-label-noise" | "uncertain" | "look-alike" | "unexplained";

/** For tables and captions. */
export const causeTitles: Readonly<Record<ErrorCause, string>> = {
  "possible-label-noise": "sure and wrong: the label may be",
  uncertain: "the model was unsure",
  "look-alike": "the classes look alike",
  unexplained: "none of these",
};

/** Where the rule of {@link causeOf} draws its lines; defaults to {@link causeThresholds}. */
export interface CauseThresholds {
  /** Confidence from which a wrong answer casts doubt on the label. */
  readonly sure?: number;
  /** Confidence below which the model was undecided. */
  readonly unsure?: number;
  /** Correlation of mean pictures from which classes look alike. */
  readonly alike?: number;
}

/** The lines that are drawn where nobody says otherwise. */
export const causeThresholds: {readonly sure: number; readonly unsure: number; readonly alike: number} = {
  sure: 0.95,
  unsure: 0.6,
  alike: 0.8,
};

/** What the rule looks at: one error, or the means of a group of errors. */
export interface CauseEvidence {
  /** Probability of the wrong answer, in [0, 1]. */
  readonly confidence: number;
  /** Correlation between the mean pictures of the two classes, in [-1, 1]. */
  readonly similarity: number;
}

/**
 * Names the likeliest cause; the first rule that fits: the model was very sure (possible label noise), the mean pictures of the
 * two classes correlate (look-alike), the model was undecided between unlike classes (uncertain), else unexplained.
 * A suspicion drawn from numbers, not a finding: the pictures must be looked at.
 */
export function causeOf({confidence, similarity}: CauseEvidence, thresholds: CauseThresholds = {}): ErrorCause {
  const {sure, unsure, alike} = {...causeThresholds, ...thresholds};
  if (confidence >= sure) return "possible-label-noise";
  if (similarity >= alike) return "look-alike";
  return confidence < unsure ? "uncertain" : "unexplained";
}
