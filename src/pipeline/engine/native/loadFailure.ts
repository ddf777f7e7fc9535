import {LookbookError, messageOf} from "../../../core/errors.js";

/** How to bind a package of TensorFlow's C++ library to the one that pip brings. */
export const buildCommand = "npx lookbook native build";

/**
 * Turns what a native package threw while loading into a sentence that says what is wrong and what helps.
 * A package that is not there at all stays the error it was: the ladder has a word for that.
 */
export function loadFailure(packageName: string, cause: unknown): unknown {
  const message = messageOf(cause);
  for (const {pattern, sentence} of failures) {
    const found = pattern.exec(message)?.[1];
    if (found === undefined) continue;
    const detail = sentence(found, packageName);
    return new LookbookError("no-engine", `${packageName} is installed but does not load: ${detail}`, {cause});
  }
  return cause;
}

interface Failure {
  readonly pattern: RegExp;
  /** @param found what the pattern's first group holds */
  readonly sentence: (found: string, packageName: string) => string;
}

const rebuild = (packageName: string): string => `run \`${buildCommand} --package ${packageName}\``;

/** Node's and the dynamic loader's messages, most telling first. */
const failures: readonly Failure[] = [
  {
    pattern:
      /(lib(?:cudart|cublas|cudnn|cufft|curand|cusolver|cusparse|nvinfer)\w*\.so[.\d]*): cannot open shared object/,
    sentence: (library, name) =>
      `CUDA's ${library} is not on this machine; install the CUDA and cuDNN that the package was built for, or ${rebuild(name)} against a TensorFlow that fits yours`,
  },
  {
    pattern: /(libtensorflow\w*\.so[.\d]*): cannot open shared object/,
    sentence: (library, name) =>
      `TensorFlow's ${library} is not where the binding looks for it; install the package anew, or ${rebuild(name)} again if the Python environment was moved or removed`,
  },
  {
    pattern: /(\S+\.so[.\d]*): cannot open shared object/,
    sentence: (library) => `the system lacks ${library}; install the system's package that has it`,
  },
  {
    pattern: /native addon module \((tfjs_binding\.node)\) can not be found/,
    sentence: (file, name) =>
      `its ${file} was not downloaded when it was installed; install it where its download is reached, or ${rebuild(name)}`,
  },
  {
    pattern: /version [`'](GLIBC\w*_[\d.]+)' not found/,
    sentence: (library, name) => `it was built for a newer system, which has ${library}; ${rebuild(name)} on this one`,
  },
  {
    pattern: /(invalid ELF header|wrong ELF class|file too short|not a mach-o file|is not a valid Win32 application)/i,
    sentence: (_, name) => `its binary is damaged or made for another machine; install it anew, or ${rebuild(name)}`,
  },
  {
    pattern: /(undefined symbol: \S+|symbol lookup error)/,
    sentence: (_, name) => `its binding and its TensorFlow do not belong together; ${rebuild(name)} again`,
  },
  {
    pattern: /(NODE_MODULE_VERSION|Node-API version|Module did not self-register|compiled against a different Node)/,
    sentence: (_, name) =>
      `it was made for another Node than ${process.versions.node}; npm rebuild ${name}, or ${rebuild(name)}`,
  },
];
