import {LookbookError, messageOf, systemCode} from "../../core/errors.js";
import type {Engine, EngineAttempt, EngineName} from "./engine.js";
import type {Rung} from "./rung.js";

/**
 * Opens the rung of that name, or the first that works.
 * @throws LookbookError `bad-option` for an unknown name, `no-engine` where the rung, or every rung, fails
 */
export async function climb(name: EngineName, rungs: readonly Rung[]): Promise<Engine> {
  const candidates = rungs.filter((rung) => (name === "auto" ? rung.automatic : rung.name === name));
  if (candidates.length === 0) {
    const known = ["auto", ...rungs.map((rung) => rung.name)].join(", ");
    throw new LookbookError("bad-option", `engine: expected one of ${known}, got ${JSON.stringify(name)}`);
  }
  const attempts: EngineAttempt[] = [];
  for (const rung of candidates) {
    const {version, attempt, cause} = await tryRung(rung);
    attempts.push(attempt);
    if (version !== undefined) {
      const {description, bitReproducible} = rung;
      return {name: rung.name, version, description, bitReproducible, attempts};
    }
    if (name !== "auto") throw new LookbookError("no-engine", `engine ${sentence(attempt)}`, {cause});
  }
  throw new LookbookError("no-engine", `no engine works here:\n${attempts.map((a) => `  ${sentence(a)}`).join("\n")}`);
}

/** How one rung answered; opens it where it works. */
export async function tryRung(
  rung: Rung,
): Promise<{readonly attempt: EngineAttempt; readonly version?: string; readonly cause?: unknown}> {
  const {name, packageName, remedy, description} = rung;
  try {
    const version = await rung.open();
    return {version, attempt: {name, ok: true, reason: `${packageName} ${version}: ${description}`, remedy: ""}};
  } catch (cause) {
    return {cause, attempt: {name, ok: false, reason: reasonOf(cause, packageName), remedy}};
  }
}

function reasonOf(cause: unknown, packageName: string): string {
  const [line = ""] = messageOf(cause).split("\n");
  if (isAbsent(cause, line, packageName)) return `${packageName} is not installed`;
  return cause instanceof LookbookError ? line : `${packageName} is installed but does not load: ${line}`;
}

/** Whether the package itself was not found, rather than something it needs. */
function isAbsent(cause: unknown, line: string, packageName: string): boolean {
  const notFound = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"].includes(systemCode(cause) ?? "");
  return notFound && line.startsWith(`Cannot find package '${packageName}'`);
}

function sentence({name, reason, remedy}: EngineAttempt): string {
  return `${name}: ${reason}; remedy: ${remedy}`;
}
