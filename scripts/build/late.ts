/** What is loaded at the first use of one of its names, although the sources import it at the top. */
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { namesFrom } from "./imports.ts";
import { root } from "./root.ts";

/** The text of a CommonJS module whose names are those of what `loading` gives, which is evaluated once, when needed. */
export function lateExports(names: readonly string[], loading: string): string {
  const getters = names.map((name) => `get ${name}() { return load().${name}; }`);
  return `let loaded;\nconst load = () => (loaded ??= ${loading});\nmodule.exports = { ${getters.join(", ")} };`;
}

/**
 * Modules of Node that it has loaded by itself when a program begins; asking for them costs nothing. All others cost
 * milliseconds, with what they load in turn: `node:crypto` brings all streams along.
 */
const alwaysThere = ["node:buffer", "node:events", "node:fs", "node:path"];

/**
 * Modules of Node are loaded when they are used. Of packages only commander's child processes are: it asks for them as it
 * is loaded, for a feature that is not used here.
 */
export const lateNodeModules: Plugin = {
  name: "late-node-modules",
  setup(context) {
    const namespace = "late-node-module";
    context.onResolve({ filter: /^node:/ }, ({ path, importer, kind, namespace: from }) => {
      const isOurs = from === "file" && importer.startsWith(join(root, "src")) && kind === "import-statement";
      if (isOurs && !alwaysThere.includes(path)) return { path, namespace };
      const isOfCommander = importer.includes("/commander/") && path === "node:child_process";
      return isOfCommander ? { path: `${path}#spawn`, namespace } : undefined;
    });
    context.onLoad({ filter: /.*/, namespace }, ({ path }) => {
      const [module = "", name] = path.split("#");
      const names = name === undefined ? namesFrom(module) : [name];
      return { contents: lateExports(names, `require("${module}")`), loader: "js" };
    });
  },
};

/**
 * `yaml` is a chunk that loads at the first use of one of its names: most files are plain and read without it. Its
 * build as ES modules is taken: the same code, of which a bundler can leave out what is not called (a third), and a
 * fifth faster.
 */
export const lateYaml: Plugin = {
  name: "late-yaml",
  setup(context) {
    const namespace = "late-yaml";
    const path = join(root, "node_modules/yaml/browser/dist/index.js");
    const names = namesFrom("yaml");
    context.onResolve({ filter: /^yaml$/ }, ({ kind, importer }) =>
      kind === "entry-point" || importer === "yaml"
        ? { path: "yaml", namespace: "whole-yaml" }
        : { path: "yaml", namespace },
    );
    context.onResolve({ filter: /^\.\/yaml\.cjs$/ }, (args) => ({ path: args.path, external: true }));
    const late = lateExports(names, 'require("./yaml.cjs")');
    context.onLoad({ filter: /.*/, namespace }, () => ({ contents: late, loader: "js", resolveDir: root }));
    const whole = `export { ${names.join(", ")} } from ${JSON.stringify(path)};`;
    context.onLoad({ filter: /.*/, namespace: "whole-yaml" }, () => ({
      contents: whole,
      loader: "js",
      resolveDir: root,
    }));
  },
};
