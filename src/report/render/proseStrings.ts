/** The words that stand in and around prose; a part of the report's fixed words. */
export interface ProseStrings {
  /** How values are written. */
  readonly value: ValueStrings;
  readonly equation: string;
  readonly listing: string;
  readonly claim: string;
  /** What the appendix of claims says first. */
  readonly claimsIntroduction: string;
  /** Heads of the table of claims. */
  readonly test: string;
  readonly evidence: string;
  readonly outcome: string;
  /** `{criterion}` */
  readonly holdsWhen: string;
  /** `{n}` examples a test saw. */
  readonly sampleSize: string;
  readonly references: string;
  readonly glossary: string;
  /** Names of callouts, by their kind. */
  readonly callouts: Readonly<Record<"note" | "tip" | "warning" | "important", string>>;
  readonly footnotes: string;
  /** `{number}` */
  readonly footnote: string;
  readonly backToText: string;
  readonly linkToSection: string;
}

/** How numbers, dates and lists are written. */
export interface ValueStrings {
  /** `.` of 1,234.5. */
  readonly decimal: string;
  /** `,` of 1,234.5. */
  readonly group: string;
  /** What follows the day of a date. */
  readonly dayMark: string;
  readonly months: readonly string[];
  /** What an ordinal ends in: 0th, 1st, 2nd, 3rd. */
  readonly ordinals: readonly [string, string, string, string];
  /** Between the ends of an interval or a period. */
  readonly to: string;
  readonly and: string;
  readonly yes: string;
  readonly no: string;
  /** An empty list. */
  readonly none: string;
  /** What was NaN or infinite. */
  readonly undefined: string;
  readonly percentagePoints: string;
  readonly bytes: string;
  /** `{percent}` of confidence for `{bounds}`. */
  readonly confidence: string;
}

export const englishProse: ProseStrings = {
  value: {
    decimal: ".",
    group: ",",
    dayMark: "",
    months: "January February March April May June July August September October November December".split(" "),
    ordinals: ["th", "st", "nd", "rd"],
    to: "to",
    and: "and",
    yes: "yes",
    no: "no",
    none: "none",
    undefined: "undefined",
    percentagePoints: "percentage points",
    bytes: "bytes",
    confidence: "{percent}\u00a0% CI {bounds}",
  },
  equation: "Equation",
  listing: "Listing",
  claim: "Claim",
  claimsIntroduction:
    "Statements that this report tests each time it is built: a claim holds or is refuted by the numbers of this very build, and is undecided where they allow neither.",
  test: "Test",
  evidence: "Evidence",
  outcome: "Outcome",
  holdsWhen: "Holds when {criterion}.",
  sampleSize: "n\u00a0=\u00a0{n}",
  references: "References",
  glossary: "Glossary",
  callouts: {note: "Note", tip: "Tip", warning: "Warning", important: "Important"},
  footnotes: "Footnotes",
  footnote: "Footnote {number}",
  backToText: "Back to the text",
  linkToSection: "Link to this section",
};

export const germanProse: ProseStrings = {
  value: {
    decimal: ",",
    group: ".",
    dayMark: ".",
    months: "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
    ordinals: [".", ".", ".", "."],
    to: "bis",
    and: "und",
    yes: "ja",
    no: "nein",
    none: "keine",
    undefined: "nicht bestimmt",
    percentagePoints: "Prozentpunkte",
    bytes: "Byte",
    confidence: "{percent}-%-KI {bounds}",
  },
  equation: "Gleichung",
  listing: "Listing",
  claim: "Aussage",
  claimsIntroduction:
    "Aussagen, die dieser Bericht bei jedem Bau prüft: Eine Aussage trifft nach den Zahlen dieses Baus zu, ist durch sie widerlegt oder bleibt offen, wo sie weder das eine noch das andere zulassen.",
  test: "Prüfung",
  evidence: "Beleg",
  outcome: "Ergebnis",
  holdsWhen: "Trifft zu, wenn gilt: {criterion}.",
  sampleSize: "n\u00a0=\u00a0{n}",
  references: "Literatur",
  glossary: "Glossar",
  callouts: {note: "Hinweis", tip: "Tipp", warning: "Warnung", important: "Wichtig"},
  footnotes: "Fußnoten",
  footnote: "Fußnote {number}",
  backToText: "Zurück zum Text",
  linkToSection: "Link zu diesem Abschnitt",
};
