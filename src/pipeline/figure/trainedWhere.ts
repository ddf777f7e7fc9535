import type {StudyResult} from "../study/result.js";

/** When and on what the recorded trainings ran, a sentence for each machine, for captions: no build made them. */
export function trainedWhere(rows: readonly Pick<StudyResult, "machine" | "engine" | "date">[]): string {
  if (rows.length === 0) return "Nothing is recorded yet.";
  const machines = new Map<string, Set<string>>();
  for (const {machine, engine, date} of rows) {
    const {processor, cores, memory, system} = machine;
    const gibibytes = Math.round(memory / 2 ** 30);
    const where = `${processor}, ${cores} ${cores === 1 ? "core" : "cores"}, ${gibibytes} GiB of memory, ${system}; ${engine}`;
    machines.set(where, (machines.get(where) ?? new Set()).add(date));
  }
  const sentences = [...machines].map(([where, days]) => {
    const [first, last] = [[...days].sort()[0]!, [...days].sort().at(-1)!];
    return `Recorded, not trained by this build: ${first === last ? `on ${first}` : `from ${first} to ${last}`} on ${where}.`;
  });
  return sentences.join(" ");
}
