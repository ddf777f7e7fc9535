/** What is wrong with a printed page. */
export interface Finding {
  readonly rule: Rule;
  /** From 1. */
  readonly page: number;
  /** One sentence for the author, with a remedy where there is one. */
  readonly message: string;
}

export type Rule =
  | "outside"
  | "shrunk"
  | "split-figure"
  | "parted-caption"
  | "lonely-heading"
  | "empty-page"
  | "split-row"
  | "lost-head"
  | "lone-line"
  | "foreign-font"
  | "no-alternative"
  | "dead-link"
  | "long-summary";
