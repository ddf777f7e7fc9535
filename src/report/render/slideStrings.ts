/** The fixed words of a deck of slides. */
export interface SlideStrings {
  /** `{number}` of `{count}`. */
  readonly slide: string;
  readonly previous: string;
  readonly next: string;
  readonly overview: string;
  readonly notes: string;
  /** Of a slide without notes. */
  readonly noNotes: string;
  readonly fullScreen: string;
  readonly controls: string;
  readonly deck: string;
}

export const englishSlides: SlideStrings = {
  slide: "Slide {number} of {count}",
  previous: "Previous slide",
  next: "Next slide",
  overview: "Overview of all slides",
  notes: "Speaker notes",
  noNotes: "No notes for this slide.",
  fullScreen: "Full screen",
  controls: "Slide controls",
  deck: "Slides",
};

export const germanSlides: SlideStrings = {
  slide: "Folie {number} von {count}",
  previous: "Vorige Folie",
  next: "Nächste Folie",
  overview: "Übersicht aller Folien",
  notes: "Notizen",
  noNotes: "Keine Notizen zu dieser Folie.",
  fullScreen: "Vollbild",
  controls: "Steuerung der Folien",
  deck: "Folien",
};
