import {cpus} from "node:os";
import {performance} from "node:perf_hooks";

/** Cores that others may use before a window is measured again. */
const bearable = 0.1;

/**
 * A window, measured again where other processes were at work meanwhile; the quietest counts.
 * @param measure gives a window with `processor`, the milliseconds of processor time that it took
 * @returns the window, with `others`: how many cores others used
 */
export async function quietWindow(measure, attempts) {
  let best;
  for (let i = 0; i < attempts && !(best?.others < bearable); i++) {
    const [start, before] = [performance.now(), busy()];
    const window = await measure();
    const others = (busy() - before - window.processor) / (performance.now() - start);
    if (!(best?.others < others)) best = {...window, others: Math.max(0, others)};
  }
  return best;
}

/** Milliseconds that all cores together have been at work, for anybody. */
function busy() {
  return cpus().reduce((sum, {times: {user, nice, sys, irq}}) => sum + user + nice + sys + irq, 0);
}
