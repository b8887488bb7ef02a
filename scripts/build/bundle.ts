/**
 * Bundles src/ with esbuild: one CommonJS file for each command, and one chunk for each thing that is loaded only when
 * it is needed.
 *
 * CommonJS, because it starts faster than ES modules (measured: 1.35–1.42 times `node -e 0` against 1.45–1.5). Every
 * dynamic import of a file of ours becomes a chunk of its own, so that `validate` never loads the HTTP client.
 */
import { chmodSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { basename, join, posix, relative, resolve } from "node:path";
import { type BuildOptions, build, type Metafile, type Plugin, transform } from "esbuild";
import { root } from "./root.ts";

const definitions = "src/cli/commands";

/** What only some runs of a command need, by what is imported. */
const partsOfCommands: Readonly<Record<string, string>> = {
  "src/cli/main.ts": "main",
  "src/cli/completion/project-words.ts": "project-words",
  "src/cli/reports.ts": "reports",
  "src/cli/run-language.ts": "run-language",
  "src/platform/http.ts": "http",
  "src/sandbox/sandbox.ts": "sandbox",
  "src/sandbox/filling.ts": "sandbox-filling",
  "src/cli/connect-wechatpay.ts": "wechatpay",
  "src/cli/vendored/vendored-tool.ts": "vendored",
  "src/generated/validators/plan.js": "plan-validator",
  yaml: "yaml",
  "@clack/prompts": "prompts",
  ...formatChunks(),
  ...languageChunks(),
  ...schemaChunks(),
};

/** One for each format, by the dynamic imports of their registry: no run loads a format that it does not write. */
function formatChunks(): Record<string, string> {
  const folder = "src/report/formats";
  const names = importedBy(`${folder}/registry.ts`);
  return Object.fromEntries(names.map((name) => [`${folder}/${name}.ts`, `format-${name}`]));
}

/** One for each language of what follows from the schemas: `labels-zh-CN`, `fields-en`, `editor-schemas-en`. */
function schemaChunks(): Record<string, string> {
  const users = ["field-words", "editor-schema-text"].map((file) =>
    readFileSync(join(root, `src/cli/${file}.ts`), "utf8"),
  );
  const imported = users.flatMap((text) => [...text.matchAll(/\bimport\("([^"]+)"/g)].map(([, path = ""]) => path));
  const files = imported.map((path) => posix.join("src/cli", path));
  const nameOf = (file: string) => file.replace(/^src\/(generated|cli)\//, "").replace(/\.ts$/, "");
  return Object.fromEntries(files.map((file) => [file, nameOf(file).replaceAll("/", "-")]));
}

/**
 * One for each part of a language that is loaded by itself, `zh-CN-notes`, in the same way: no run loads a language that
 * it does not speak.
 */
function languageChunks(): Record<string, string> {
  const folder = "src/report/messages";
  const parts = ["languages", "command-line"].flatMap((file) => importedBy(`${folder}/${file}.ts`));
  return Object.fromEntries(parts.map((part) => [`${folder}/${part}.ts`, part.replace("/", "-")]));
}

/** What a file imports when it is needed, from its own folder and below, without endings. */
function importedBy(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  return [...text.matchAll(/\bimport\("\.\/([\w/-]+)\.ts"\)/g)].map(([, name = ""]) => name);
}

/**
 * What each command imports when it is run, by the dynamic import of the file that defines it: one chunk each, named
 * for the command, with all it always needs, so that a start reads nothing it does not use.
 */
const commandChunks: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(join(root, definitions))
    .sort()
    .flatMap((file) => {
      const command = basename(file, ".ts");
      const name = Object.values(partsOfCommands).includes(command) ? `${command}-command` : command;
      const imported = [...readFileSync(join(root, definitions, file), "utf8").matchAll(/\bimport\("([^"]+)"\)/g)];
      if (imported.length > 1) throw new Error(`${definitions}/${file} has more than one dynamic import`);
      return imported.map(([, path = ""]) => [posix.join(definitions, path), name]);
    }),
);

const chunks: Readonly<Record<string, string>> = { ...partsOfCommands, ...commandChunks };

const splitDynamicImports: Plugin = {
  name: "split-dynamic-imports",
  setup(context) {
    context.onResolve({ filter: /.*/ }, (args) => {
      if (args.kind !== "dynamic-import") return undefined;
      const target = args.path.startsWith(".")
        ? relative(root, resolve(args.resolveDir, args.path)).replaceAll("\\", "/")
        : args.path;
      const chunk = chunks[target];
      return chunk === undefined ? undefined : { path: `./${chunk}.cjs`, external: true };
    });
  },
};

/**
 * Commander asks for child processes as it is loaded, for a feature that is not used here; loading them costs
 * milliseconds of every start.
 */
const lateChildProcess: Plugin = {
  name: "late-child-process",
  setup(context) {
    const namespace = "late";
    context.onResolve({ filter: /^node:child_process$/ }, (args) =>
      args.importer.includes("/commander/") ? { path: args.path, namespace } : undefined,
    );
    const contents = 'module.exports = { get spawn() { return require("node:child_process").spawn; } };';
    context.onLoad({ filter: /.*/, namespace }, () => ({ contents, loader: "js" }));
  },
};

/** What the sources take from `yaml`, by their own import lines, in whatever folder they stand. */
const yamlNames = readdirSync(join(root, "src"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(join(root, "src", file), "utf8"))
  .flatMap((text) => /^import \{([^}]*)\} from "yaml";$/m.exec(text)?.[1]?.split(",") ?? [])
  .map((name) => name.trim())
  .filter((name, index, all) => /^[A-Za-z]+$/.test(name) && all.indexOf(name) === index)
  .sort();

/**
 * `yaml` is a chunk that loads at the first use of one of its names: most files are plain and read without it. Its
 * build as ES modules is taken: the same code, of which a bundler can leave out what is not called (a third), and a
 * fifth faster.
 */
const lateYaml: Plugin = {
  name: "late-yaml",
  setup(context) {
    const namespace = "late-yaml";
    const path = join(root, "node_modules/yaml/browser/dist/index.js");
    context.onResolve({ filter: /^yaml$/ }, ({ kind, importer }) =>
      kind === "entry-point" || importer === "yaml"
        ? { path: "yaml", namespace: "whole-yaml" }
        : { path: "yaml", namespace },
    );
    context.onResolve({ filter: /^\.\/yaml\.cjs$/ }, (args) => ({ path: args.path, external: true }));
    const getters = yamlNames.map((name) => `get ${name}() { return yaml().${name}; }`);
    const late = `let loaded;\nconst yaml = () => (loaded ??= require("./yaml.cjs"));\nmodule.exports = { ${getters.join(", ")} };`;
    context.onLoad({ filter: /.*/, namespace }, () => ({ contents: late, loader: "js", resolveDir: root }));
    const whole = `export { ${yamlNames.join(", ")} } from ${JSON.stringify(path)};`;
    context.onLoad({ filter: /.*/, namespace: "whole-yaml" }, () => ({
      contents: whole,
      loader: "js",
      resolveDir: root,
    }));
  },
};

/** Generated and foreign code nobody reads in a stack: its local names are shortened too. */
const shortNames: Plugin = {
  name: "short-names",
  setup(context) {
    context.onLoad({ filter: /(generated\/validators\/[\w-]+|yaml\/browser\/dist\/.*)\.js$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { minify: true, format: "esm" });
      return { contents: code, loader: "js" };
    });
  },
};

/** What esbuild says of a bundle, and the licence comments that stand in the files it took. */
export interface Bundled {
  readonly metafiles: readonly Metafile[];
  /** In order, each once. */
  readonly legalComments: readonly string[];
}

/**
 * Writes the bundle into the folder `out`. The same sources give the same bytes, wherever they lie and wherever
 * `node_modules` leads.
 */
export async function bundle(out: string): Promise<Bundled> {
  const common: BuildOptions & { metafile: true } = {
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    outdir: out,
    outExtension: { ".js": ".cjs" },
    plugins: [splitDynamicImports, lateChildProcess, lateYaml, shortNames],
    // A dynamic import of a CommonJS chunk would start the loader of ES modules for nothing.
    supported: { "dynamic-import": false },
    // Less to read at every start; names stay, for the stack of a bug.
    minifyWhitespace: true,
    minifySyntax: true,
    mainFields: ["module", "main"],
    // Some packages ask an ES module where it stands.
    define: { "import.meta.url": "importMetaUrl" },
    banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
    // They go into the notices: a file of its own for each chunk would be in the way.
    legalComments: "external",
    logLevel: "warning",
    metafile: true,
    absWorkingDir: root,
    // The bundle names the files of packages by their paths. A node_modules that is a link would put the machine's
    // folders there.
    preserveSymlinks: true,
  };
  const entries = Object.entries(chunks).map(([source, name]) => ({ in: source, out: name }));
  const results = [
    await build({
      ...common,
      entryPoints: [{ in: "src/cli/entry.ts", out: "wxcards" }],
      banner: { js: "#!/usr/bin/env node" },
    }),
    await build({ ...common, entryPoints: entries }),
    await build({ ...common, entryPoints: [{ in: "src/index.ts", out: "index" }] }),
  ];
  chmodSync(join(out, "wxcards.cjs"), 0o755);
  return { metafiles: results.map((result) => result.metafile), legalComments: takeLegalComments(out) };
}

/** Reads and removes the files that esbuild put beside the chunks. */
function takeLegalComments(out: string): string[] {
  const files = readdirSync(out).filter((file) => file.endsWith(".LEGAL.txt"));
  const comments = files.flatMap((file) => readFileSync(join(out, file), "utf8").match(/\/\*!.*?\*\//gs) ?? []);
  for (const file of files) rmSync(join(out, file));
  return [...new Set(comments)].sort();
}
