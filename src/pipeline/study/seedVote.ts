import {LookbookError} from "../../core/errors.js";
import {decodeErrors} from "./answers.js";
import {compareSeeds, type SeedComparison} from "./compareSeeds.js";
import type {LadderGroup} from "./ladderGroups.js";
import type {SeedBootstrapOptions} from "./seedBootstrap.js";
import type {View} from "./views.js";

/**
 * What the trainings of a group would answer together: for each test picture the class that most seeds gave, the first seed's on a tie.
 * Worked out from their recorded wrong answers.
 * @param view defaults to the group's first
 * @returns [count], 1 where that is right
 * @throws LookbookError `missing-file` where a seed was not asked in this view
 */
export function seedVote({rows, count, name}: Pick<LadderGroup, "rows" | "count" | "name">, view?: View): Uint8Array {
  const answers = rows.map(({test}) => {
    const asked = view === undefined ? test[0] : test.find((each) => each.view === view);
    if (!asked)
      throw new LookbookError("missing-file", `seedVote: a training of ${name} was not asked in the view ${view}`);
    const given = new Int8Array(count).fill(right);
    for (const {row, answer} of decodeErrors(asked.errors, count)) given[row] = answer;
    return given;
  });
  return Uint8Array.from({length: count}, (_, row) => {
    const votes = answers.map((given) => given[row]!);
    const counts = votes.map((vote) => votes.filter((other) => other === vote).length);
    return Number(votes[counts.indexOf(Math.max(...counts))] === right);
  });
}

/**
 * What a vote of the trainings gains over one of them, in accuracy: the vote against the mean of the seeds, in the same view.
 * @throws LookbookError as {@link seedVote}
 */
export function voteGain(
  group: Pick<LadderGroup, "rows" | "count" | "name">,
  view: View,
  options: SeedBootstrapOptions = {},
): SeedComparison {
  const single = group.rows.map((row) => seedVote({...group, rows: [row]}, view));
  return compareSeeds([seedVote(group, view)], single, options);
}

/** Stands for the label, whichever that is. */
const right = -1;
