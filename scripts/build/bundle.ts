/**
 * Bundles src/ with esbuild: CommonJS files, of which a start reads those that it needs. `chunks.ts` says where each
 * begins, `sharing.ts` what stands in it.
 *
 * CommonJS, because it starts faster than ES modules (measured: 1.35–1.42 times `node -e 0` against 1.45–1.5). Every
 * dynamic import of a file of ours becomes a chunk of its own, so that `validate` never loads the HTTP client.
 */
import { chmodSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { chunkOfImport } from "./chunks.ts";
import { lateByPackage, lateNodeModules } from "./late.ts";
import { root } from "./root.ts";
import { acrossChunks, chunkEntries } from "./sharing.ts";
import { undiciInParts } from "./undici.ts";

const splitDynamicImports: Plugin = {
  name: "split-dynamic-imports",
  setup(context) {
    context.onResolve({ filter: /.*/ }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      const target = args.path.startsWith(".")
        ? relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/")
        : args.path;
      const chunk = chunkOfImport[target];
      return chunk === undefined ? undefined : { path: `./${chunk}.cjs`, external: true };
    });
  },
};

/** Generated and foreign code nobody reads in a stack: its local names are shortened too. */
const shortNames: Plugin = {
  name: "short-names",
  setup(context) {
    context.onLoad(
      {
        namespace: "file",
        filter:
          /(generated\/validators\/[\w-]+|yaml\/browser\/dist\/.*|undici\/(?:index|lib\/.*)|commander\/lib\/(?:argument|command|help|option|suggestSimilar))\.js$/,
      },
      async ({ path }) => {
        const { code } = await transform(readFileSync(path, "utf8"), { minify: true });
        return { contents: code, loader: "js" };
      },
    );
  },
};

/** What esbuild says of a bundle, and the licence comments that stand in the files it took. */
export interface Bundled {
  readonly metafiles: readonly Metafile[];
  /** In order, each once. */
  readonly legalComments: readonly string[];
}

const common = {
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  plugins: [splitDynamicImports, lateNodeModules, lateByPackage, undiciInParts, shortNames],
  // A dynamic import of a CommonJS chunk would start the loader of ES modules for nothing.
  supported: { "dynamic-import": false },
  // Less to read at every start; names stay, for the stack of a bug.
  minifyWhitespace: true,
  minifySyntax: true,
  mainFields: ["module", "main"],
  // Some packages ask an ES module where it stands; answering costs a start more than many a chunk.
  define: { "import.meta.url": "importMeta.url", "import.meta.dirname": "__dirname" },
  banner: { js: 'const importMeta = { get url() { return require("node:url").pathToFileURL(__filename).href; } };' },
  // They go into the notices: a file of its own for each chunk would be in the way.
  legalComments: "external",
  logLevel: "warning",
  metafile: true,
  absWorkingDir: root,
  // The bundle names the files of packages by their paths. A node_modules that is a link would put the machine's
  // folders there.
  preserveSymlinks: true,
} as const satisfies BuildOptions;

/**
 * Writes the bundle into the folder `out`. The same sources give the same bytes, wherever they lie and wherever
 * `node_modules` leads.
 */
export async function bundle(out: string): Promise<Bundled> {
  const options = { ...common, outdir: out };
  const packages = Object.entries(chunkOfImport).filter(([source]) => !source.startsWith("src/"));
  const results = [
    await build({
      ...options,
      entryPoints: [{ in: "src/cli/entry-of-dist.ts", out: "wxcards" }],
      banner: { js: "#!/usr/bin/env node" },
    }),
    await build({ ...options, entryPoints: packages.map(([source, name]) => ({ in: source, out: name })) }),
    await build({
      ...options,
      plugins: [...common.plugins, acrossChunks],
      entryPoints: [...chunkEntries],
      // What a chunk exports is an object of objects, which is read faster than getters.
      logOverride: { "commonjs-variable-in-esm": "silent" },
    }),
    await build({ ...options, entryPoints: [{ in: "src/index.ts", out: "index" }] }),
  ];
  chmodSync(join(out, "wxcards.cjs"), 0o755);
  return { metafiles: results.map((result) => result.metafile), legalComments: takeLegalComments(out) };
}

/** Bundles what a process begins with into one file, and gives its path. */
export async function bundleEntry(entry: string, outfile: string): Promise<string> {
  await build({ ...common, banner: {}, entryPoints: [entry], outfile });
  return outfile;
}

/** Reads and removes the files that esbuild put beside the chunks. */
function takeLegalComments(out: string): string[] {
  const files = readdirSync(out).filter((file) => file.endsWith(".LEGAL.txt"));
  const comments = files.flatMap((file) => readFileSync(join(out, file), "utf8").match(/\/\*!.*?\*\//gs) ?? []);
  for (const file of files) rmSync(join(out, file));
  return [...new Set(comments)].sort();
}
