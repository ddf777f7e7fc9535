/** What a chapter takes while it runs. */
export interface Demand {
  /** Bytes at its highest. */
  readonly memory: number;
  /** Processors that it keeps busy on average. */
  readonly cores: number;
}

/** What chapters that run side by side may take together. */
export interface Limits extends Demand {
  /** Chapters at a time. */
  readonly workers: number;
}

/** How a chapter stands in line. */
export interface Place {
  /** The lower goes first, where both fit. */
  readonly rank: number;
  /** Told what the chapter waits for, each time that changes. */
  readonly onWait: (blocker: keyof Limits) => void;
}

/**
 * Lets chapters run side by side as far as the limits go; the others wait, and a smaller one may pass a larger one that waits.
 * One may always run: a chapter that is larger than the whole budget runs alone.
 */
export class Budget {
  readonly #limits: Limits;
  readonly #running = new Set<Demand>();
  #waiting: Waiting[] = [];

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** Waits for room. @returns gives the room back; to be called once */
  enter(demand: Demand, place: Place): Promise<() => void> {
    return new Promise((resolve) => {
      this.#waiting = [...this.#waiting, {...place, demand, resolve}].sort((a, b) => a.rank - b.rank);
      this.#admit();
    });
  }

  #admit(): void {
    for (const one of [...this.#waiting]) {
      const blocker = this.#blockerOf(one.demand);
      if (blocker === undefined) {
        this.#waiting = this.#waiting.filter((other) => other !== one);
        const taken = {...one.demand};
        this.#running.add(taken);
        one.resolve(() => {
          this.#running.delete(taken);
          this.#admit();
        });
      } else if (one.told !== blocker) {
        one.told = blocker;
        one.onWait(blocker);
      }
    }
  }

  #blockerOf({memory, cores}: Demand): keyof Limits | undefined {
    const running = [...this.#running];
    if (running.length === 0) return undefined;
    if (running.length >= this.#limits.workers) return "workers";
    if (sum(running.map((demand) => demand.memory)) + memory > this.#limits.memory) return "memory";
    // A chapter seldom keeps to its average; half a processor too many costs nobody much.
    return sum(running.map((demand) => demand.cores)) + cores > this.#limits.cores + 0.5 ? "cores" : undefined;
  }
}

interface Waiting extends Place {
  readonly demand: Demand;
  readonly resolve: (leave: () => void) => void;
  told?: keyof Limits;
}

/** What a chapter is taken to need that has never run: 2 GiB, and half of the processors. */
export function assumedDemand({cores}: Limits): Demand {
  return {memory: 2 * 2 ** 30, cores: Math.max(1, cores / 2)};
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
