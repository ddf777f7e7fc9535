import {spawn} from "node:child_process";
import {createInterface} from "node:readline";

/** A process of its own that answers one line of JSON with one; what else it prints is passed on to stderr. */
export class Peer {
  #child;
  #pending;
  #ended;

  constructor(command, args, env) {
    this.#child = spawn(command, args, {stdio: ["pipe", "pipe", "inherit"], env: {...process.env, ...env}});
    this.#child.on("error", (cause) => this.#fail(cause.message));
    this.#child.on("exit", (code, signal) => this.#fail(`its process ended with ${signal ?? `code ${code}`}`));
    this.#child.stdin.on("error", () => undefined);
    createInterface({input: this.#child.stdout}).on("line", (line) => {
      if (line.startsWith('{"')) this.#pending?.resolve(JSON.parse(line));
      else process.stderr.write(`${line}\n`);
    });
  }

  /** @throws Error where the peer dies, says that it cannot, or takes longer than `seconds` */
  async ask(request, seconds = 180) {
    if (this.#ended !== undefined) throw new Error(this.#ended);
    const answer = await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000);
      this.#pending = {
        resolve: (value) => resolve(value) ?? clearTimeout(timer),
        reject: (cause) => reject(cause) ?? clearTimeout(timer),
      };
      this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  async end() {
    if (this.#ended !== undefined) return;
    const exit = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.stdin.end();
    const timer = setTimeout(() => this.#child.kill("SIGKILL"), 3000);
    await exit;
    clearTimeout(timer);
  }

  #fail(reason) {
    this.#ended ??= reason;
    this.#pending?.reject(new Error(reason));
  }
}
