import {join} from "node:path";
import {Peer} from "./peer.mjs";

/** Starts a contender's process for one task. @param threads of PyTorch and of TensorFlow's library */
export function start({kind, ...contender}, task, threads) {
  if (kind === "torch") {
    const script = join(import.meta.dirname, "torchPeer.py");
    return new Peer(process.env.PYTHON ?? "python3", ["-B", script, threads, JSON.stringify(task)], keepMemory);
  }
  const script = join(import.meta.dirname, "engineHost.mjs");
  return new Peer(process.execPath, [script, JSON.stringify({kind, ...contender}), JSON.stringify(task)], {
    TF_NUM_INTRAOP_THREADS: threads,
    TF_NUM_INTEROP_THREADS: "1",
    OMP_NUM_THREADS: threads,
    TF_CPP_MIN_LOG_LEVEL: "2",
  });
}

/**
 * PyTorch at its best: glibc gives large buffers back to the system after each step, and inference in a fresh process spends half its
 * time on asking for them anew. In a process that has trained before, as torch_bench.py's, it does not happen.
 */
const keepMemory = {
  MALLOC_MMAP_THRESHOLD_: String(2 ** 30),
  MALLOC_TRIM_THRESHOLD_: String(2 ** 32),
  MALLOC_TOP_PAD_: String(2 ** 28),
};
