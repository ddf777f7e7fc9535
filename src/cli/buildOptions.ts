/** Options of every command that runs chapters, worded once: flags and description for commander. */
export const workersOption = [
  "--workers <n>",
  "chapters run side by side at most (default: as many as there are cores)",
] as const;

export const dataDirOption = [
  "--data-dir <folder>",
  "folder of the data set's files, where report.json names one",
] as const;
