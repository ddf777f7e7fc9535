/** Thrown inside the renderer where a figure asks for what it cannot draw faithfully; `drawFigure` catches it. */
export class Unsupported extends Error {
  override readonly name: string = "Unsupported";
}
