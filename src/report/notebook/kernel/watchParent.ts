import {Worker} from "node:worker_threads";

/**
 * Ends this process and all it started when its parent is gone, even while a cell runs a loop that never yields: a thread of its own
 * looks ten times a second.
 */
export function watchParent(parent: number): void {
  new Worker(source, {eval: true, workerData: {parent, group: groupId}}).unref();
}

/** Ends this process and its process group at once. Windows has no groups: there it ends the process alone. */
export function endWithGroup(): never {
  try {
    process.kill(groupId, "SIGKILL");
  } catch {
    // It leads no group.
  }
  return process.exit(1);
}

const groupId = process.platform === "win32" ? process.pid : -process.pid;

const source = `
const {workerData: {parent, group}} = require("node:worker_threads");
const isAlive = () => {
  if (process.ppid !== parent) return false;
  try { return process.kill(parent, 0); } catch (error) { return error.code === "EPERM"; }
};
setInterval(() => {
  if (isAlive()) return;
  try { process.kill(group, "SIGKILL"); } catch { process.kill(process.pid, "SIGKILL"); }
}, 100);
`;
