/** What an answer costs whom; all amounts in one currency. */
export interface RoutingCosts {
  /** What a wrong answer costs, whoever gave it. */
  readonly error: number;
  /** What it costs that a person looks at one picture. */
  readonly review: number;
  /** Share of the pictures that a person who looks gets wrong, in [0, 1]. */
  readonly reviewerError: number;
}

/** A case of use: its costs, and the threshold that is in force before anybody reckoned. */
export interface RefundCase extends RoutingCosts {
  /** Answers of at least this confidence are given without a person. */
  readonly threshold: number;
  /** Such as "EUR". */
  readonly currency: string;
}

/**
 * A shop refunds returned garments by what a picture shows: a wrong class refunds the wrong amount or sends the garment to the wrong
 * shelf. **These amounts are assumptions**, of the order of a garment's price and of a minute of work; nobody measured them. Whoever
 * knows better passes costs of their own.
 */
export const refundCase: RefundCase = {
  error: 25,
  review: 0.6,
  reviewerError: 0.01,
  threshold: 0.7,
  currency: "EUR",
};
