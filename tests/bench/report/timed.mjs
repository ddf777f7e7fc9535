import {spawn} from "node:child_process";
import {readdir, readFile} from "node:fs/promises";
import {setTimeout as sleep} from "node:timers/promises";

/**
 * Runs a command and says what it took: wall seconds, and the highest resident memory of it and all that it started, in bytes, sampled
 * every 50 ms (pages shared by several processes count for each: an upper bound). Undefined memory where there is no /proc.
 */
export async function timed(command, args, {cwd, env = process.env} = {}) {
  const start = performance.now();
  const child = spawn(command, args, {cwd, env, stdio: ["ignore", "pipe", "pipe"]});
  let output = "";
  child.stdout.on("data", (text) => (output += text));
  child.stderr.on("data", (text) => (output += text));
  const ended = new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  let peak;
  let running = true;
  const sampler = (async () => {
    while (running) {
      const now = await residentMemory(child.pid);
      if (now !== undefined) peak = Math.max(peak ?? 0, now);
      await sleep(50);
    }
  })();
  const code = await ended;
  const seconds = (performance.now() - start) / 1000;
  running = false;
  await sampler;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output.slice(-2000)}`);
  return {seconds, peak, output};
}

async function residentMemory(root) {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(entries.filter((name) => /^\d+$/.test(name)).map(statusOf));
  const processes = new Map(found.filter(Boolean).map((status) => [status.pid, status]));
  let sum;
  for (const {pid, bytes} of processes.values()) if (descends(pid, root, processes)) sum = (sum ?? 0) + bytes;
  return sum;
}

async function statusOf(pid) {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const field = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1]);
  const bytes = 1024 * field("VmRSS");
  return Number.isFinite(bytes) ? {pid: Number(pid), parent: field("PPid"), bytes} : undefined;
}

function descends(pid, root, processes) {
  for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === root) return true;
  return false;
}
