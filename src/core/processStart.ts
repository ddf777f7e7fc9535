import {readFileSync} from "node:fs";

/**
 * Tells a process from a later one of the same number: when it was started, in ticks since the system was.
 * @returns empty where there is no such process, or the system does not say (no /proc)
 */
export function processStart(pid: number): string {
  try {
    // The name of the program, in brackets, may hold anything; the 22nd field of the line is the 20th behind it (proc_pid_stat(5)).
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    return line.slice(line.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
