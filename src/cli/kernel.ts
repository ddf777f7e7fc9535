import {existsSync} from "node:fs";
import {homedir} from "node:os";
import {join, resolve} from "node:path";
import type {Command} from "commander";
import {libraryRoot} from "../core/paths.js";
import {
  installKernelspec,
  kernelFolders,
  listKernelspecs,
  type Machine,
  uninstallKernelspec,
  userDataFolder,
} from "../report/notebook/kernelspec.js";

interface KernelOptions {
  readonly name: string;
  readonly prefix?: string;
  readonly displayName: string;
}

/** Adds `lookbook kernel install`, `list` and `uninstall`. */
export function addKernelCommands(program: Command): void {
  const kernel = program.command("kernel").description("make the TypeScript kernel known to Jupyter; needs no Python");
  kernel
    .command("install")
    .description("write the kernelspec of this project's tslab")
    .option("--user", "for this user (the default)")
    .option("--prefix <folder>", "into FOLDER/share/jupyter, such as a Python environment")
    .option("--name <name>", "how notebooks name the kernel", "tslab")
    .option("--display-name <text>", "how Jupyter shows it", "TypeScript")
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  lookbook kernel install                         for this user; JupyterLab and VS Code find it",
        '  lookbook kernel install --prefix "$VIRTUAL_ENV"   for one Python environment',
      ].join("\n"),
    )
    .action(async ({name, prefix, displayName}: KernelOptions) => {
      const folder = prefix === undefined ? userDataFolder(machine()) : join(resolve(prefix), "share", "jupyter");
      const options = {
        folder: join(folder, "kernels"),
        name,
        displayName,
        node: process.execPath,
        project: libraryRoot(),
      };
      const spec = await installKernelspec(options);
      console.log(`installed the kernel "${spec.name}" (${displayName}) in ${spec.folder}`);
    });
  kernel
    .command("list")
    .description("show the TypeScript kernels that Jupyter finds")
    .addHelpText("after", "\nExample:\n  lookbook kernel list")
    .action(async () => {
      const specs = await listKernelspecs(kernelFolders(machine()));
      for (const {name, folder, argv} of specs) {
        const lost = argv.slice(0, 2).find((path) => path.startsWith("/") && !existsSync(path));
        console.log(
          `${name}  ${folder}${lost === undefined ? "" : `  BROKEN: ${lost} does not exist; install it again`}`,
        );
      }
      if (specs.length === 0) console.log("no TypeScript kernel is installed; run `lookbook kernel install`");
    });
  kernel
    .command("uninstall")
    .description("remove a kernelspec")
    .option("--prefix <folder>", "from FOLDER/share/jupyter")
    .option("--name <name>", "the kernel's name", "tslab")
    .addHelpText("after", "\nExample:\n  lookbook kernel uninstall --name tslab")
    .action(async ({name, prefix}: KernelOptions) => {
      const folders =
        prefix === undefined
          ? [join(userDataFolder(machine()), "kernels")]
          : [join(resolve(prefix), "share", "jupyter", "kernels")];
      const spec = await uninstallKernelspec(folders, name);
      console.log(`removed the kernel "${spec.name}" from ${spec.folder}`);
    });
}

function machine(): Machine {
  return {platform: process.platform, env: process.env, home: homedir()};
}
