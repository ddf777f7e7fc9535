import {type ChildProcess, fork} from "node:child_process";
import {resolve} from "node:path";
import {afterAll} from "vitest";
import type {Ended} from "./apples.js";

const program = resolve("tests/fixtures/cli/session.mjs");

/** Runs a command of the command line that was compiled last. */
export type Session = (args: readonly string[], cwd?: string, env?: Readonly<Record<string, string>>) => Promise<Ended>;

/**
 * One process for the commands of a file of tests, one after the other: to start Node with this library takes a third of a second.
 * What a command leaves in the memory of the process, the next one finds; whoever tests a process's end starts one (apples.ts).
 */
export function openSession(): Session {
  let child: ChildProcess | undefined;
  let count = 0;
  afterAll(() => void child?.disconnect());
  return (args, cwd = ".", env = {}) => {
    child ??= fork(program, {execArgv: [], stdio: ["ignore", "inherit", "inherit", "ipc"]}).setMaxListeners(0);
    const session = child;
    const id = count++;
    return new Promise((done, fail) => {
      const ended = (code: number | null): void => fail(new Error(`${args.join(" ")} ended the process with ${code}`));
      const hear = ({id: answered, ...told}: Ended & {readonly id: number}): void => {
        if (answered !== id) return;
        session.off("exit", ended).off("message", hear);
        done(told);
      };
      session.on("exit", ended).on("message", hear);
      session.send({id, args, cwd: resolve(cwd), env});
    });
  };
}
