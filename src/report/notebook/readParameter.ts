import type {DeclaredParameter, ParameterValue} from "./parameters.js";

/** Reads a parameter that came as text, by the type its notebook declares; text that does not fit stays text and is refused later. */
export function readParameter(text: string, type: DeclaredParameter["type"]): ParameterValue {
  if (type === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  return text;
}
