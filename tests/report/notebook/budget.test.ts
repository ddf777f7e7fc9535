import {setImmediate as turn} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {Budget} from "../../../src/report/notebook/budget.js";

interface Line {
  readonly budget: Budget;
  readonly log: string[];
  readonly leave: Map<string, () => void>;
  readonly enter: (name: string, memory: number, cores?: number) => Promise<void>;
}

function line(limits: {workers?: number; memory?: number; cores?: number}): Line {
  const budget = new Budget({workers: 9, memory: 100, cores: 9, ...limits});
  const log: string[] = [];
  const leave = new Map<string, () => void>();
  let rank = 0;
  return {
    budget,
    log,
    leave,
    enter: async (name, memory, cores = 1) => {
      const place = {rank: rank++, onWait: (blocker: string) => log.push(`${name} waits for ${blocker}`)};
      void budget.enter({memory, cores}, place).then((end) => {
        log.push(`${name} runs`);
        leave.set(name, end);
      });
      await turn();
    },
  };
}

describe("Budget.enter(demand, place)", () => {
  it("lets run side by side what fits into memory, and the next when one is over", async () => {
    const {enter, leave, log} = line({memory: 100});
    await enter("a", 60);
    await enter("b", 50);
    await enter("c", 40);
    expect(log).toEqual(["a runs", "b waits for memory", "c runs"]);
    leave.get("a")!();
    await turn();
    expect(log.at(-1)).toBe("b runs");
  });

  it("keeps to the number of workers and, roughly, to the processors", async () => {
    const {enter, log} = line({workers: 3, cores: 2});
    await enter("a", 1, 1.4);
    await enter("b", 1, 1);
    await enter("c", 1, 1);
    expect(log).toEqual(["a runs", "b runs", "c waits for cores"]);
    const few = line({workers: 1});
    await few.enter("a", 1);
    await few.enter("b", 1);
    expect(few.log).toEqual(["a runs", "b waits for workers"]);
  });

  it("runs what is larger than the whole budget alone", async () => {
    const {enter, leave, log} = line({memory: 100});
    await enter("small", 10);
    await enter("huge", 500);
    expect(log).toEqual(["small runs", "huge waits for memory"]);
    leave.get("small")!();
    await turn();
    await enter("late", 1);
    expect(log.slice(2)).toEqual(["huge runs", "late waits for memory"]);
  });

  it("admits in reading order", async () => {
    const {enter, leave, log} = line({workers: 1});
    await enter("a", 1);
    await enter("b", 1);
    await enter("c", 1);
    leave.get("a")!();
    await turn();
    leave.get("b")!();
    await turn();
    expect(log.filter((text) => text.endsWith("runs"))).toEqual(["a runs", "b runs", "c runs"]);
  });
});
