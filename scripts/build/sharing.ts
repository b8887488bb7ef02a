/**
 * Which file of src/ stands in which chunk, each in one only, and how chunks reach what stands in another.
 *
 * A chunk is read and compiled as a whole, so what a start needs stands together, and what it does not need stands
 * elsewhere. What several chunks need stands in the first of `layers` that is for all of them. A chunk loads what it
 * needs of other layers as it begins, and those come further down the list: whatever a file needs is needed by at least
 * the same chunks, so no two of them wait for each other. What is late is reached by getters, from anywhere.
 */
import { join, relative, resolve } from "node:path";
import type { Plugin } from "esbuild";
import { chunkOfImport, commandChunks, lateFiles } from "./chunks.ts";
import { exportsOf, staticImports } from "./imports.ts";
import { lateExports } from "./late.ts";
import { root } from "./root.ts";

/** Where a chunk begins: files that are imported dynamically, or late. */
const roots = new Map<string, string>([
  ...Object.entries(chunkOfImport).filter(([source]) => source.startsWith("src/")),
  ...Object.entries(lateFiles),
]);

/** What every start needs, every run that speaks, and every run that reads documents: a file stands in the first that needs it. */
const foremost = ["main", "run-language", "validate"];

const begins =
  (...words: readonly string[]) =>
  (chunk: string) =>
    words.some((word) => chunk.startsWith(word));
const isEnglish = (chunk: string) => ["en-english", "format-json", "comment", "diff"].includes(chunk);
/** Commands that ask no platform, and are over soon. */
const brief = new Set(["explain", "schema", "completion", "complete", "init"]);
const isLive = (chunk: string) => commandChunks.includes(chunk) && !brief.has(chunk);
const isPartOfLive = begins("wechatpay", "memory", "state-", "pipeline-", "config-", "cache-folders", "sandbox");

/** Chunks for what several others need, by whom they are for: a file stands in the first that is for all who need it. */
const layers: readonly { readonly name: string; readonly isFor: (chunk: string) => boolean }[] = [
  // Results in JSON are in English, whatever language a run speaks.
  { name: "english", isFor: isEnglish },
  { name: "formats", isFor: begins("format-") },
  { name: "words", isFor: (chunk) => isEnglish(chunk) || begins("zh-CN-", "wechatpay")(chunk) },
  { name: "hosts", isFor: begins("hosts-") },
  { name: "embedded", isFor: begins("sandbox") },
  {
    name: "planning",
    isFor: (chunk) => ["apply", "diff", "import", "plan", "pull", "status", "verify"].includes(chunk),
  },
  { name: "engine", isFor: (chunk) => isLive(chunk) || isPartOfLive(chunk) },
  { name: "common", isFor: () => true },
];

/** By file, the chunks that need it as they begin. */
const needing = new Map<string, Set<string>>();
for (const [file, chunk] of roots) visit(file, chunk);

function visit(file: string, chunk: string): void {
  const chunks = needing.get(file) ?? new Set();
  if (chunks.has(chunk)) return;
  needing.set(file, chunks.add(chunk));
  for (const { from, to } of staticImports) if (from === file && lateFiles[to] === undefined) visit(to, chunk);
}

/** The chunk that holds a file; undefined for one that no command needs. */
function chunkOf(file: string): string | undefined {
  const chunks = [...(needing.get(file) ?? [])];
  const [only] = chunks;
  if (chunks.length < 2) return only;
  const first = foremost.find((chunk) => chunks.includes(chunk));
  const layer = first ?? layers.find(({ isFor }) => chunks.every(isFor))?.name;
  // What is remembered is asked for without most of what live commands share.
  return layer === "engine" && chunks.includes("memory") ? "memory" : layer;
}

/** What of each file is asked for from other chunks, by the name of the chunk that holds it. */
const sharedNames: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>> = shared();

function shared(): Map<string, Map<string, string[]>> {
  const found = new Map<string, Map<string, string[]>>();
  for (const chunk of new Set([...roots.values(), ...layers.map(({ name }) => name)])) found.set(chunk, new Map());
  const share = (file: string, names: readonly string[]) => {
    const ofChunk = found.get(chunkOf(file) ?? "");
    ofChunk?.set(file, [...new Set([...(ofChunk.get(file) ?? []), ...names])].sort());
  };
  for (const { from, to, names } of staticImports) {
    if (chunkOf(from) === undefined || (chunkOf(from) === chunkOf(to) && !(to in lateFiles))) continue;
    share(to, names === "all" ? exportsOf(to) : names);
  }
  for (const [file, chunk] of roots) if (chunkOf(file) !== chunk) share(file, exportsOf(file));
  return found;
}

/** What the files of a chunk take from a file of another one. */
function namesTaken(file: string, chunk: string): readonly string[] {
  const ofImports = staticImports
    .filter(({ from, to }) => to === file && chunkOf(from) === chunk)
    .flatMap(({ names }) => (names === "all" ? exportsOf(file) : names));
  const ofRoot = roots.get(file) === chunk ? exportsOf(file) : [];
  return [...new Set([...ofImports, ...ofRoot])].sort();
}

const namespace = { chunk: "chunk", link: "chunk-link", elsewhere: "elsewhere", late: "late-file" };

/** The entry points: each chunk exports what its dynamic import is asked for, and what other chunks need of its files. */
export const chunkEntries: readonly { readonly in: string; readonly out: string }[] = [...sharedNames.keys()]
  .sort()
  .map((chunk) => ({ in: `${namespace.chunk}:${chunk}`, out: chunk }));

function entryText(chunk: string): string {
  const dynamic = Object.entries(chunkOfImport).flatMap(([source, name]) => (name === chunk ? [source] : []));
  const own = dynamic
    .filter((source) => source.startsWith("src/"))
    .map((source) => [source, exportsOf(source)] as const);
  const files = [...(sharedNames.get(chunk) ?? [])];
  const local = (file: number, name: string) => `${name}$${file}`;
  const lines = [...own, ...files].map(
    ([file, names], index) =>
      `import { ${names.map((name) => `${name} as ${local(index, name)}`).join(", ")} } from ${JSON.stringify(join(root, file))};`,
  );
  const members = (names: readonly string[], index: number) =>
    names.map((name) => `${name}: ${local(index, name)}`).join(", ");
  const exported = [
    ...own.map(([, names], index) => members(names, index)),
    ...files.map(([file, names], index) => `${JSON.stringify(file)}: { ${members(names, own.length + index)} }`),
  ];
  return `${lines.join("\n")}\nmodule.exports = { ${exported.join(", ")} };`;
}

/** Turns imports across chunks into ways to the other chunk. */
export const acrossChunks: Plugin = {
  name: "across-chunks",
  setup(context) {
    context.onResolve({ filter: /^chunk:/ }, ({ path }) => ({
      path: path.slice(namespace.chunk.length + 1),
      namespace: namespace.chunk,
    }));
    context.onResolve({ filter: /^chunk-link:/ }, ({ path }) => ({
      path: path.slice(namespace.link.length + 1),
      namespace: namespace.link,
    }));
    context.onResolve({ filter: /^[./]/ }, ({ path, importer, resolveDir, kind, namespace: from }) => {
      if (kind !== "import-statement") return undefined;
      const target = relative(root, resolve(resolveDir, path)).replaceAll("\\", "/");
      const chunk = chunkOf(target);
      const here = from === namespace.chunk ? importer : chunkOf(relative(root, importer).replaceAll("\\", "/"));
      if (chunk === undefined || here === undefined) return undefined;
      if (target in lateFiles && from !== namespace.chunk) return { path: target, namespace: namespace.late };
      return chunk === here ? undefined : { path: `${target}#${here}`, namespace: namespace.elsewhere };
    });
    context.onLoad({ filter: /.*/, namespace: namespace.chunk }, ({ path }) => ({
      contents: entryText(path),
      loader: "js",
      resolveDir: root,
    }));
    context.onLoad({ filter: /.*/, namespace: namespace.link }, ({ path }) => ({
      contents: `export const chunk = require("./${path}.cjs");`,
      loader: "js",
    }));
    context.onLoad({ filter: /.*/, namespace: namespace.elsewhere }, ({ path }) => {
      const [file = "", here = ""] = path.split("#");
      const names = namesTaken(file, here).join(", ");
      const link = `${namespace.link}:${chunkOf(file)}`;
      return {
        contents: `import { chunk } from "${link}";\nconst { ${names} } = chunk["${file}"];\nexport { ${names} };`,
        loader: "js",
      };
    });
    context.onLoad({ filter: /.*/, namespace: namespace.late }, ({ path }) => ({
      contents: lateExports(exportsOf(path), `require("./${chunkOf(path)}.cjs")["${path}"]`),
      loader: "js",
    }));
  },
};
