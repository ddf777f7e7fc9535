import {setTimeout} from "node:timers/promises";
import {quietWindow} from "./quiet.mjs";
import {start} from "./start.mjs";
import {ratioByRound, summarise} from "./summary.mjs";
import {reference} from "./tasks.mjs";

/** Opens every contender in a process of its own, then takes windows in turns, so that noise of the machine hits all alike. */
export async function measureTask(task, {contenders, rounds, attempts, seconds, threads, progress}) {
  const entrants = contenders
    .filter(({tasks: fit}) => fit === undefined || fit.test(task.id))
    .map((contender) => ({contender, peer: start(contender, task, threads), rates: [], shares: [], others: []}));
  for (const entrant of entrants) {
    progress(task, `opening ${entrant.contender.title}`);
    await attempt(entrant, async () => {
      entrant.facts = await entrant.peer.ask({ask: "open"});
    });
  }
  for (let round = 0; round < rounds; round++) {
    for (const entrant of entrants) {
      progress(task, `round ${round + 1} of ${rounds}: ${entrant.contender.title}`);
      await attempt(entrant, async () => {
        const window = () => entrant.peer.ask({ask: "window", seconds});
        const {images, milliseconds, stepShare, others} = await quietWindow(window, attempts);
        entrant.others.push(others);
        entrant.rates.push((1000 * images) / milliseconds);
        if (stepShare !== undefined) entrant.shares.push(stepShare);
        await setTimeout(100); // threads that spin for their next task go to sleep
      });
    }
  }
  for (const entrant of entrants) {
    await attempt(entrant, async () => {
      entrant.mebibytes = (await entrant.peer.ask({ask: "memory"})).mebibytes;
    });
    await entrant.peer.end();
  }
  progress(task, "done", "\n");
  assertSameNetwork(task, entrants);
  return {...task, parameters: entrants.find(({facts}) => facts)?.facts.parameters, lines: linesOf(entrants)};
}

async function attempt(entrant, work) {
  if (entrant.skipped !== undefined) return;
  try {
    await work();
  } catch (cause) {
    entrant.skipped = cause.message;
  }
}

/** A comparison of speeds is one only between equal networks. */
function assertSameNetwork({id}, entrants) {
  const counts = new Map(
    entrants.filter(({facts}) => facts).map(({contender, facts}) => [contender.id, facts.parameters]),
  );
  if (new Set(counts.values()).size > 1) {
    const list = [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
    throw new Error(`${id}: the networks differ in their number of parameters: ${list}`);
  }
}

function linesOf(entrants) {
  const ratesOf = (name) => entrants.find(({contender}) => contender.id === name)?.rates ?? [];
  return entrants.map(({contender: {id, title, workers}, facts, rates, shares, others, mebibytes, skipped}) => ({
    id,
    title,
    version: facts?.version,
    skipped,
    windows: rates,
    others,
    rate: summarise(rates),
    ratio: id === reference ? undefined : ratioByRound(rates, ratesOf(reference)),
    scaling: workers === 2 ? ratioByRound(rates, ratesOf(id.replace("-2", "-1"))) : undefined,
    mebibytes,
    stepShare: summarise(shares)?.median,
  }));
}
