import {spawn} from "node:child_process";
import {readdir, readFile} from "node:fs/promises";
import {setTimeout as sleep} from "node:timers/promises";

/**
 * Runs a command and says what it took: wall seconds, and the highest memory of it and all that it started, in bytes, sampled every
 * 100 ms: proportional set size, in which a page that processes share counts once among them. Undefined where there is no /proc.
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
      const now = await memoryOf(child.pid);
      if (now !== undefined) peak = Math.max(peak ?? 0, now);
      await sleep(100);
    }
  })();
  const code = await ended;
  const seconds = (performance.now() - start) / 1000;
  running = false;
  await sampler;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${output.slice(-2000)}`);
  return {seconds, peak, output};
}

async function memoryOf(root) {
  const entries = await readdir("/proc").catch(() => []);
  const found = await Promise.all(entries.filter((name) => /^\d+$/.test(name)).map(statusOf));
  const processes = new Map(found.filter(Boolean).map((status) => [status.pid, status]));
  let sum;
  for (const {pid} of processes.values()) {
    if (!descends(pid, root, processes)) continue;
    const text = await readFile(`/proc/${pid}/smaps_rollup`, "utf8").catch(() => "");
    const kibibytes = Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]);
    if (Number.isFinite(kibibytes)) sum = (sum ?? 0) + 1024 * kibibytes;
  }
  return sum;
}

async function statusOf(pid) {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const parent = /^PPid:\s+(\d+)/m.exec(text)?.[1];
  return parent === undefined ? undefined : {pid: Number(pid), parent: Number(parent)};
}

function descends(pid, root, processes) {
  for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === root) return true;
  return false;
}
