import {relative, resolve} from "node:path";
import type {Command} from "commander";
import {createProject} from "../report/init/createProject.js";

interface InitArguments {
  readonly title?: string;
  readonly language: string;
  readonly link: boolean;
}

/** Adds `lookbook init`. */
export function addInitCommand(program: Command): void {
  program
    .command("init")
    .description("start a new report in an empty folder; it builds at once")
    .argument("<folder>", "new or empty")
    .option("--title <text>", "title of the report (default: the folder's name)")
    .option("--language <tag>", "language of the report, such as en or de", "en")
    .option("--no-link", "do not link this package into the folder; npm install does it then")
    .addHelpText(
      "after",
      '\nExamples:\n  lookbook init orbits --title "The orbits of the planets"\n  lookbook init bahnen --language de',
    )
    .action(init);
}

async function init(folder: string, {title, language, link}: InitArguments): Promise<void> {
  const files = await createProject(folder, {title, language, link});
  for (const file of files) console.log(`wrote ${file}`);
  const place = relative(process.cwd(), resolve(folder));
  const enter = place === "" ? "" : `  cd ${place}\n`;
  console.log(`\nNext:\n${enter}${link ? "" : "  npm install\n"}  npx lookbook build`);
}
