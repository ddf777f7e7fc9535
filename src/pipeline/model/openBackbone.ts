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
 * Opens a pretrained backbone; where it is in no known place, an untrained stand-in takes its part, and says so.
 * Nothing is fetched: that is asked for by `lookbook models --fetch`.
 * @returns the caller disposes the backbone
 * @throws LookbookError `bad-checksum` or `missing-file` for files that are damaged or not complete
 */
export async function openBackbone(
  name: BackboneName,
  {paths = findProject(process.cwd())}: OpenBackboneOptions = {},
): Promise<OpenedBackbone> {
  const {title} = backboneForms[name];
  if (findBackbone(name, paths) !== undefined) {
    return {backbone: wrapBackbone(name, await loadBackbone(name, paths)), title, missing: ""};
  }
  return {
    backbone: standInBackbone({seed: "stand-in"}),
    title: "untrained stand-in",
    missing: `The weights of ${title} are neither in data/raw/${name} nor in ../shared/models/${name}: ${howToGet(name)}.`,
  };
}
