import type {Engine} from "../engine/engine.js";
import type {Chapter} from "./chapter.js";

/** Publishes which engine computed this, for prose, the cover and the provenance page; the cover warns of one whose bits depend on the machine. */
export function publishEngine(
  {publish}: Pick<Chapter, "publish">,
  {name, version, description, bitReproducible}: Engine,
): void {
  publish("engine", {name, version, description, bitReproducible}, {audience: "programs"});
  publish("provenance.engine", {
    name: bitReproducible ? name : `${name} (not bit-reproducible)`,
    version,
    "bit-reproducible": bitReproducible ? "yes" : "no: its bits depend on the machine",
  });
}
