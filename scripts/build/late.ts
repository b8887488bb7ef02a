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
 * Packages that are chunks and load at the first use of one of their names, with the file that is taken of each.
 *
 * Of `yaml` that is its build as ES modules: the same code, of which a bundler can leave out what is not called (a
 * third), and a fifth faster. Most files are plain and are read without it. Zones of time are looked up for few.
 */
export const latePackages: Readonly<Record<string, { readonly chunk: string; readonly file: string }>> = {
  yaml: { chunk: "yaml", file: "yaml/browser/dist/index.js" },
  "@date-fns/tz": { chunk: "zones", file: "@date-fns/tz/index.js" },
  chalk: { chunk: "colours", file: "chalk/source/index.js" },
};

/** Makes those packages late. */
export const lateByPackage: Plugin = {
  name: "late-packages",
  setup(context) {
    const names = Object.keys(latePackages);
    const filter = new RegExp(`^(?:${names.join("|")})$`);
    context.onResolve({ filter }, ({ path, kind }) => ({
      path,
      namespace: kind === "entry-point" ? "whole-package" : "late-package",
    }));
    context.onLoad({ filter, namespace: "late-package" }, ({ path }) => ({
      contents: lateExports(namesFrom(path), `require("./${latePackages[path]?.chunk}.cjs")`),
      loader: "js",
    }));
    context.onLoad({ filter, namespace: "whole-package" }, ({ path }) => ({
      contents: `export { ${namesFrom(path).join(", ")} } from ${JSON.stringify(join(root, "node_modules", latePackages[path]?.file ?? ""))};`,
      loader: "js",
      resolveDir: root,
    }));
    // The chunks that texts of ours load.
    context.onResolve({ filter: /^\.\/[\w-]+\.cjs$/ }, ({ path, namespace }) =>
      namespace === "file" ? undefined : { path, external: true },
    );
  },
};
