/** Of undici what a run needs that calls a platform without a proxy: a third of it, and none of HTTP/2. */
import { join } from "node:path";
import type { Plugin } from "esbuild";
import { namesFrom } from "./imports.ts";
import { root } from "./root.ts";

const folder = join(root, "node_modules/undici");

/** The file that is each name by itself. What is named in none of these comes from the whole package. */
const files: Readonly<Record<string, string>> = {
  Pool: "lib/dispatcher/pool.js",
  util: "lib/core/util.js",
};

/**
 * A name of undici is loaded when it is used, from its own file. The whole package brings `fetch`, caches, mocks and
 * HTTP/2 along: 96 ms of a start instead of 20 (Node 20.20.2, 2026-11-30).
 *
 * HTTP/2 is loaded for a connection that speaks it.
 */
export const undiciInParts: Plugin = {
  name: "undici-in-parts",
  setup(context) {
    const namespace = "undici-in-parts";
    context.onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace }));
    context.onResolve({ filter: /client-h2\.js$/ }, ({ importer }) =>
      importer.endsWith("/undici/lib/dispatcher/client.js") ? { path: "client-h2", namespace } : undefined,
    );
    context.onLoad({ filter: /^undici$/, namespace }, ({ path }) => ({
      contents: `module.exports = { ${namesFrom(path).map(getter).join(", ")} };`,
      loader: "js",
      resolveDir: root,
    }));
    context.onLoad({ filter: /^client-h2$/, namespace }, () => ({
      contents: `module.exports = (...given) => require(${textOf("lib/dispatcher/client-h2.js")})(...given);`,
      loader: "js",
      resolveDir: root,
    }));
  },
};

function getter(name: string): string {
  const own = files[name];
  const loaded = own === undefined ? `require(${textOf("index.js")}).${name}` : `require(${textOf(own)})`;
  return `get ${name}() { return ${loaded}; }`;
}

function textOf(file: string): string {
  return JSON.stringify(join(folder, file));
}
