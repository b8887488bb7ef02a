import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const repository = join(import.meta.dirname, "../..");

/** Writes files below a folder, by relative path. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What a process loaded, as `hookOf` tells it. */
export interface Loaded {
  /** Paths of files that Node loaded itself. */
  readonly files: readonly string[];
  /** Files of dist/ that were made scripts, by their names, and what V8 did with the cache of each. */
  readonly scripts: readonly { readonly name: string; readonly cache: "taken" | "refused" | "none" }[];
  /** Modules of Node, its inner ones included. */
  readonly modules: readonly string[];
}

/** A file for `--require` that tells at the end, as the last line of stderr, what was loaded. */
export function hookOf(folder: string): string {
  const hook = join(folder, "hook.cjs");
  if (!existsSync(hook)) writeFileSync(hook, telling);
  return hook;
}

const telling = `
const vm = require("node:vm");
const scripts = [];
vm.Script = class extends vm.Script {
  constructor(text, options) {
    super(text, options);
    const cache = options.cachedData === undefined ? "none" : this.cachedDataRejected ? "refused" : "taken";
    scripts.push({ name: options.filename.replace("wxcards/dist/", ""), cache });
  }
};
process.on("exit", () => {
  const loaded = { files: Object.keys(require.cache), scripts, modules: process.moduleLoadList };
  require("node:fs").writeSync(2, "\\n" + JSON.stringify(loaded));
});
`;
