// Images a second of the engines against PyTorch, and seconds of the report engine against nbclient and nbconvert: npm run bench -- --help
import {writeFile} from "node:fs/promises";
import {parseArgs} from "node:util";
import {load, machine} from "./machine.mjs";
import {measureTask} from "./measure.mjs";
import {profileLines} from "./profileLines.mjs";
import {measureReport, reportTable} from "./report/measureReport.mjs";
import {start} from "./start.mjs";
import {summarise} from "./summary.mjs";
import {table} from "./table.mjs";
import {chosen, contenders, tasks} from "./tasks.mjs";

const help = `npm run bench -- [options]

  --only a,b,report   these networks or tasks: a, b-train, c-infer ..., report (default: all)
  --engines wasm,...  these engines: ${contenders.map(({id}) => id).join(", ")}, or the beginning of names (default: all)
  --rounds n          windows an engine, taken in turns (default: 7)
  --attempts n        times a window is measured while others use the processor; the quietest counts (default: 3)
  --seconds s         length of a window (default: 1)
  --threads n         of PyTorch and of TensorFlow's library (default: 2)
  --quick             three rounds of short windows
  --json FILE         write everything that was measured, windows included
  --date TEXT         the date in that file (default: today)
  --profile           milliseconds a step and kernel of the engines instead of the table

PyTorch runs where python3, or the interpreter in PYTHON, has torch; tfjs-node where it is installed. nbclient and nbconvert run where
the interpreter in NBCONVERT_PYTHON (default: PYTHON, python3) has them. Build first: npm run build.`;

const {values: given} = parseArgs({
  options: {
    only: {type: "string"},
    engines: {type: "string"},
    rounds: {type: "string"},
    seconds: {type: "string"},
    attempts: {type: "string", default: "3"},
    threads: {type: "string", default: "2"},
    quick: {type: "boolean", default: false},
    json: {type: "string"},
    date: {type: "string"},
    profile: {type: "boolean", default: false},
    help: {type: "boolean", default: false},
  },
});
const rounds = Number(given.rounds ?? (given.quick ? 3 : 7));
const python = process.env.NBCONVERT_PYTHON ?? process.env.PYTHON ?? "python3";
const seconds = Number(given.seconds ?? (given.quick ? 0.4 : 1));

if (given.help) console.log(help);
else if (given.profile) await profileAll();
else await measureAll();

async function measureAll() {
  const loadBefore = load();
  const options = {
    contenders: chosen(contenders, given.engines),
    rounds,
    seconds,
    attempts: Number(given.attempts),
    threads: given.threads,
    progress,
  };
  const results = [];
  const wanted = given.only?.split(",").filter((name) => name !== "report");
  const only = wanted === undefined ? undefined : wanted.join(",");
  for (const task of only === "" ? [] : chosen(tasks, only)) results.push(await measureTask(task, options));
  const report = (given.only ?? "report").split(",").includes("report")
    ? await measureReport({rounds, python, progress})
    : [];
  const where = {...machine(), loadBefore, loadAfter: load()};
  const versions = Object.fromEntries(
    results.flatMap(({lines}) => lines.filter(({version}) => version).map(({id, version}) => [id, version])),
  );
  console.log(
    `${where.processor}, ${where.cores} cores, ${where.system}, Node ${where.node}, load ${loadBefore} to ${where.loadAfter}`,
  );
  if (results.length > 0) printEngines(results, versions);
  if (report.length > 0)
    console.log(`\n${rounds} rounds in turns; ratios are of the same round\n\n${reportTable(report)}`);
  if (given.json !== undefined) {
    const date = given.date ?? new Date().toISOString().slice(0, 10);
    await writeFile(
      given.json,
      `${JSON.stringify({date, machine: where, rounds, seconds, versions, results, report}, null, 2)}\n`,
    );
  }
}

function printEngines(results, versions) {
  const named = Object.entries(versions).map(([id, version]) => `${id} ${version}`);
  const shapes = results.map(
    ({id, batchSize, parameters}) => `${id}: batch ${batchSize}, ${parameters?.toLocaleString("en-US")} parameters`,
  );
  console.log(`${named.join(", ")}\n${shapes.join("; ")}`);
  console.log(`${rounds} rounds of ${seconds} s, engines in turns; ratios are of windows of the same round\n`);
  const others = summarise(results.flatMap(({lines}) => lines.flatMap((line) => line.others)));
  if (others?.max > 0.1) {
    console.log(
      `other processes used ${others.median.toFixed(2)} cores meanwhile, ${others.max.toFixed(2)} at worst: figures are too low, PyTorch's above all, whose threads wait spinning\n`,
    );
  }
  console.log(table(results));
}

async function profileAll() {
  for (const task of chosen(tasks, given.only)) {
    for (const contender of chosen(contenders, given.engines ?? "wasm-1")) {
      const peer = start(contender, task, given.threads);
      try {
        await peer.ask({ask: "open"});
        const found = await peer.ask({ask: "profile", seconds: 3 * seconds});
        console.log(`\n${task.title}, batch ${task.batchSize}; ${contender.title}; load ${load()}`);
        console.log(profileLines(found).join("\n"));
      } catch (cause) {
        console.log(`\n${task.title}; ${contender.title}: ${cause.message}`);
      }
      await peer.end();
    }
  }
}

function progress({id}, text, end = "") {
  const isTerminal = process.stderr.isTTY === true;
  if (isTerminal) process.stderr.write(`\r\u001b[2K${id}  ${text}${end}`);
  else process.stderr.write(`${id}  ${text}\n`);
}
