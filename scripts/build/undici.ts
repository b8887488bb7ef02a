/** Of undici what a run needs that calls a platform without a proxy: a third of it, and none of HTTP/2. */
import { basename, join } from "node:path";
import type { Plugin } from "esbuild";
import { namesFrom } from "./imports.ts";
import { root } from "./root.ts";

/**
 * What of undici is a chunk: the package as a whole, for what stands in no file of its own here, and the two forms of its
 * parser, of which a run takes one.
 */
export const undiciChunks: Readonly<Record<string, string>> = {
  undici: "undici",
  "undici/lib/llhttp/llhttp-wasm.js": "llhttp",
  "undici/lib/llhttp/llhttp_simd-wasm.js": "llhttp-simd",
};

const folder = join(root, "node_modules/undici");

/** The file that is each name by itself. */
const files: Readonly<Record<string, string>> = {
  Pool: "lib/dispatcher/pool.js",
  util: "lib/core/util.js",
};

/** What goes through a proxy: its pools do what those of the whole package do besides. */
const ofProxies = join("src", "platform", "tunnel.ts");

/**
 * A name of undici is loaded when it is used, from its own file. The whole package brings `fetch`, caches, mocks and
 * HTTP/2 along: 96 ms of a start instead of 20 (Node 20.20.2, 2026-11-30).
 *
 * HTTP/2 is loaded for a connection that speaks it.
 */
export const undiciInParts: Plugin = {
  name: "undici-in-parts",
  setup(context) {
    const [parts, whole] = ["undici-in-parts", "whole-undici"];
    context.onResolve({ filter: /^undici$/ }, ({ path, kind, importer }) => {
      if (kind === "entry-point") return { path: join(folder, "index.js") };
      return { path, namespace: importer.endsWith(ofProxies) ? whole : parts };
    });
    for (const [namespace, own] of [[parts, files] as const, [whole, {}] as const])
      context.onLoad({ filter: /^undici$/, namespace }, ({ path }) => ({
        contents: `module.exports = { ${namesFrom(path)
          .map((name) => getter(name, own))
          .join(", ")} };`,
        loader: "js",
        resolveDir: root,
      }));
    context.onResolve({ filter: /llhttp\/llhttp(?:_simd)?-wasm\.js$/ }, ({ path, kind }) => {
      const chunk = undiciChunks[`undici/lib/llhttp/${basename(path)}`];
      return kind === "entry-point" ? undefined : { path: `./${chunk}.cjs`, external: true };
    });
    context.onResolve({ filter: /client-h2\.js$/ }, ({ importer }) =>
      importer.endsWith("/undici/lib/dispatcher/client.js") ? { path: "client-h2", namespace: parts } : undefined,
    );
    context.onLoad({ filter: /^client-h2$/, namespace: parts }, () => ({
      contents: `module.exports = (...given) => require(${textOf("lib/dispatcher/client-h2.js")})(...given);`,
      loader: "js",
      resolveDir: root,
    }));
  },
};

function getter(name: string, own: typeof files): string {
  const file = own[name];
  const loaded = file === undefined ? `require("./undici.cjs").${name}` : `require(${textOf(file)})`;
  return `get ${name}() { return ${loaded}; }`;
}

function textOf(file: string): string {
  return JSON.stringify(join(folder, file));
}
