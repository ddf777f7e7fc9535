import {collectLadder} from "lookbook";

export const title = "Trainings of the ladder, each with its answers to the test set";

/** Training takes hours: `lookbook train` does it, and this records what it left. */
export const collect = collectLadder;
