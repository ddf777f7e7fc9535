import type {Payload, PlotPayload} from "../../../core/payload.js";
import {fromCarrier, payloadMime} from "../../../core/payload.js";
import type {Output} from "../../notebook/nbformat.js";
import {checkClaim} from "../claims/checkClaim.js";
import type {Place} from "../place.js";
import {errorAt} from "../place.js";

/**
 * What one of the package's own displays carries; undefined for any other output.
 * @throws LookbookError `bad-notebook` where a figure has no proper id or no text for those who cannot see it
 */
export function payloadOf(output: Output, place: Place): Payload | undefined {
  if (output.output_type !== "display_data" && output.output_type !== "execute_result") return undefined;
  const markup = output.data["text/html"];
  const payload =
    (output.data[payloadMime] as Payload | undefined) ?? (typeof markup === "string" ? fromCarrier(markup) : undefined);
  if (payload !== undefined) check(payload, place);
  return payload;
}

/** What the id of a figure may be: what a reference can name. */
const idPattern = /^[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*$/u;

/** A sheet comes inside the page: nothing is fetched. */
const sheetPattern = /^data:image\/(?:jpeg|png);base64,[A-Za-z0-9+/]+=*$/;

function checkHoverPictures({id, hoverPictures}: PlotPayload, place: Place): void {
  if (hoverPictures === undefined || "figure" in hoverPictures) return;
  const {src, width, height, columns} = hoverPictures;
  const sizes = [width, height, columns];
  if (sheetPattern.test(src) && sizes.every((size) => Number.isInteger(size) && size >= 1)) return;
  throw errorAt(
    place,
    "bad-notebook",
    `figure "${id}": hoverPictures must be a sheet as a data URI (JPEG or PNG) with whole width, height and columns, got ${sizes.join(", ")} and ${src.slice(0, 40)}`,
  );
}

function check(payload: Payload, place: Place): void {
  switch (payload.kind) {
    case "values":
    case "notice":
      return;
    case "claim":
      checkClaim(payload, place);
      return;
    case "plot":
    case "pictures":
    case "table":
      if (!idPattern.test(payload.id)) {
        throw errorAt(place, "bad-notebook", `"${payload.id}" is no id of a figure; use words joined by hyphens`);
      }
      if (payload.kind !== "table" && !payload.alt?.trim()) {
        throw errorAt(
          place,
          "bad-notebook",
          `figure "${payload.id}" has no alt; say what it shows to those who cannot see it`,
        );
      }
      if (payload.kind === "plot") checkHoverPictures(payload, place);
      return;
    default:
      throw errorAt(
        place,
        "bad-notebook",
        `a display of the unknown kind "${(payload as {kind: string}).kind}"; build the package again`,
      );
  }
}
