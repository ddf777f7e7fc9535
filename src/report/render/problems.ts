import {LookbookError} from "../../core/errors.js";

/** What is wrong with a report, gathered while it is written, so that its author mends it in one go. */
export class Problems {
  readonly #found = new Map<string, LookbookError>();

  /** Notes a problem; the same one is noted once, however often its text is written. */
  add(problem: LookbookError): void {
    if (!this.#found.has(problem.message)) this.#found.set(problem.message, problem);
  }

  /** Does `work`; a problem in it is noted, and undefined comes back. Errors that nobody foresaw pass. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof LookbookError)) throw thrown;
      this.add(thrown);
      return undefined;
    }
  }

  /** @throws LookbookError the only problem, or one that lists all (its `cause` holds them), with the code of the first */
  assertNone(): void {
    const [first, ...others] = this.#found.values();
    if (first === undefined) return;
    if (others.length === 0) throw first;
    const all = [first, ...others];
    const shown = all.slice(0, most).map(({message}) => `- ${message}`);
    const rest = all.length > most ? `\n- and ${all.length - most} more` : "";
    throw new LookbookError(first.code, `the report has ${all.length} problems:\n${shown.join("\n")}${rest}`, {
      cause: new AggregateError(all),
    });
  }
}

/** Problems that one message lists. */
const most = 20;
