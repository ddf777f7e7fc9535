import {findProject, type ProjectPaths} from "../../core/paths.js";
import type {Backbone} from "./backbone.js";
import {type BackboneName, backboneForms} from "./backboneFiles.js";
import {wrapBackbone} from "./backboneNetwork.js";
import {findBackbone, howToGet} from "./findBackbone.js";
import {loadBackbone} from "./loadBackbone.js";
import {standInBackbone} from "./standInBackbone.js";

/** A backbone that is ready, or what stands for it. */
export interface OpenedBackbone {
  readonly backbone: Backbone;
  /** For tables and captions: "MobileNetV2". */
  readonly title: string;
  /** Where a stand-in with random weights was taken: what is missing and how to get it, a sentence; empty for the real backbone. */
  readonly missing: string;
}

/** Options for {@link openBackbone}. */
export interface OpenBackboneOptions {
  /** Defaults to the project that the working folder lies in. */
  readonly paths?: ProjectPaths;
}

/**
 * Opens the first of several pretrained backbones that is here; where none is, an untrained stand-in takes its part, and says so.
 * Nothing is fetched: that is asked for by `lookbook models --fetch`.
 * @returns the caller disposes the backbone
 * @throws LookbookError `bad-checksum` or `missing-file` for files that are damaged or not complete
 */
export async function openBackbone(
  names: readonly BackboneName[],
  {paths = findProject(process.cwd())}: OpenBackboneOptions = {},
): Promise<OpenedBackbone> {
  const name = names.find((candidate) => findBackbone(candidate, paths) !== undefined);
  if (name !== undefined) {
    const backbone = wrapBackbone(name, await loadBackbone(name, paths));
    return {backbone, title: backboneForms[name].title, missing: ""};
  }
  const titles = names.map((candidate) => backboneForms[candidate].title);
  const easiest = names.find((candidate) => backboneForms[candidate].keras) ?? names[0]!;
  return {
    backbone: standInBackbone({seed: "stand-in"}),
    title: "untrained stand-in",
    missing: `No weights of ${titles.join(" or ")} are in data/raw or ../shared/models; ${howToGet(easiest)}.`,
  };
}
