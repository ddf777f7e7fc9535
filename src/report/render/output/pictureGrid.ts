import type {Html} from "../../../core/html.js";
import {html} from "../../../core/html.js";
import type {Picture, PicturesPayload} from "../../../core/payload.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";

/** A grid of small pictures with labels, enlarged without smoothing. */
export function renderPictures({alt, columns, pictures}: PicturesPayload, place: Place): Html {
  const items = pictures.map((picture) => renderPicture(picture, place));
  const count = Math.max(1, Math.min(24, Math.round(columns)));
  return html`<div class="pictures" role="img" aria-label="${alt}" style="--columns:${count}">${items}</div>`;
}

function renderPicture({src, width, height, label, tone}: Picture, place: Place): Html {
  if (!/^data:image\/(png|jpeg|webp);base64,[\w+/=]+$/.test(src)) {
    throw errorAt(
      place,
      "bad-notebook",
      `a picture's src is no data URI of a PNG, JPEG or WebP: ${String(src).slice(0, 40)}`,
    );
  }
  const mark =
    tone !== undefined && html`<svg viewBox="0 0 10 10" aria-hidden="true"><path d="${marks[tone]}"/></svg>\u00a0`;
  const text = label !== undefined && html`<span class="picture-label ${tone ?? ""}">${mark}${label}</span>`;
  return html`<span class="picture"><img src="${src}" width="${width}" height="${height}" alt="">${text}</span>`;
}

/** A tick and a cross: not by colour alone, and not by a character that a font may lack. */
const marks = {good: "M1 5.5 4 8.5 9 1.5", bad: "M1.5 1.5 8.5 8.5M8.5 1.5 1.5 8.5"};
