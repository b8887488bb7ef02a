import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../build/root.ts";

/** The files of `dist/` that a run of `validate` loads, in one script with a code cache. */
const starting = ["main", "run-language", "validate", "kind-member-card"].map((name) => `${name}.cjs`);

/** What a binary is made of, as files. */
export interface BinaryParts {
  readonly main: string;
  /** The script with what a start needs; its code cache is made by running it. */
  readonly starting: string;
  /** Other files by the names under which the binary holds them. */
  readonly assets: Readonly<Record<string, string>>;
}

/** Puts the files of a built `dist/` together in the folder `stage`; the library is not among them. */
export function binaryParts(dist: string, stage: string): BinaryParts {
  const write = (name: string, text: string) => {
    writeFileSync(join(stage, name), text);
    return join(stage, name);
  };
  const files = readdirSync(dist).filter(
    (file) => file.endsWith(".cjs") && !["index.cjs", "wxcards.cjs"].includes(file),
  );
  const others = files.filter((file) => !starting.includes(file)).sort();
  const textOf = (file: string) => readFileSync(join(dist, file), "utf8");
  const boot = readFileSync(join(root, "scripts/binary/boot.cjs"), "utf8");
  const entry = textOf("wxcards.cjs").replace(/^#!.*\n/, "");
  return {
    main: write("main.cjs", `${boot}\n((require) => {${ascii(entry)}\n})(load);\n`),
    starting: write("starting.cjs", scriptOf(starting, textOf)),
    assets: Object.fromEntries(others.map((file) => [`./${file}`, write(`part-${file}`, scriptOf([file], textOf))])),
  };
}

/** A script whose value is a function for each file, with the parameters that Node gives to a CommonJS module. */
function scriptOf(files: readonly string[], textOf: (file: string) => string): string {
  const functions = files.map(
    (file) => `"./${file}"(exports, require, module, __filename, __dirname) {${ascii(textOf(file))}\n}`,
  );
  return `({ ${functions.join(",\n")} });`;
}

/** esbuild writes all but regular expressions in ASCII, and there an escape means the same. */
function ascii(text: string): string {
  return text.replace(/[^ -~\s]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
