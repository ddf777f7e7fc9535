import type {Engine} from "../engine/engine.js";
import type {Chapter} from "./chapter.js";

/** Publishes which engine computed this, for prose and for the provenance page. */
export function publishEngine(
  {publish}: Pick<Chapter, "publish">,
  {name, version, description, bitReproducible}: Engine,
): void {
  publish("engine", {name, version, description, bitReproducible});
  publish("provenance.engine", {
    name,
    version,
    "bit-reproducible": bitReproducible ? "yes" : "no: its bits depend on the machine",
  });
}
