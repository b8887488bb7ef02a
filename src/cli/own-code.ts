/**
 * Loads the files of `dist/` as `require` does, with what V8 made of them when they were built: a *code cache*, which it
 * takes in place of compiling. Made by `scripts/build/code-caches.ts`; nothing is ever written here.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";

/** Gives what a file of ours exports, by `./NAME.cjs`, or a module of Node. */
export type Load = NodeJS.Require | ((name: string) => ReturnType<NodeJS.Require>);

/** Where code comes from. */
export interface Code {
  /** The bytes of a file; undefined where there are none. */
  readonly text: (file: string) => Buffer | undefined;
  /** Its code cache, as `packedCache` makes them. */
  readonly cache: (file: string) => Buffer | undefined;
  /** What the file knows as `__dirname` and `__filename`. */
  readonly place: (file: string) => { readonly folder: string; readonly path: string };
  /** Is told of each script that was made. */
  readonly made?: (file: string, text: Buffer, script: Script) => void;
}

/** The folder below `dist/` whose caches this V8 takes. It looks at them by itself too, and refuses those of another. */
export const cacheFolder = `code/${process.versions.v8}-${process.platform}-${process.arch}`;

/** The file with the cache of a file of `dist/`. */
export const cacheName = (file: string): string => `${file}.bin`;

/** V8's own head of a cache, and more of what follows. */
const headSize = 64;

/**
 * A code cache with the text that it belongs to, since V8 looks at the length of a text only; and with the head that it
 * has once flags are set (`engine.ts`), by which V8 knows caches apart: `flagged` is the cache as it is made then. Should
 * it differ in more than the head, there is no cache once flags are set.
 */
export function packedCache(text: Buffer, cache: Buffer, flagged: Buffer): Buffer {
  const isSame = cache.subarray(headSize).equals(flagged.subarray(headSize));
  return Buffer.concat([(isSame ? flagged : cache).subarray(0, headSize), cache, text]);
}

/** The cache in a packed one; undefined where it belongs to another text. */
function cacheOf(packed: Buffer, text: Buffer, isFlagged: boolean): Buffer | undefined {
  const end = packed.length - text.length;
  if (end < headSize || !packed.subarray(end).equals(text)) return undefined;
  if (!isFlagged) return packed.subarray(headSize, end);
  return Buffer.concat([packed.subarray(0, headSize), packed.subarray(2 * headSize, end)]);
}

const before = "(function (exports, require, module, __filename, __dirname) {";

type Body = (exports: unknown, require: Load, module: { exports: unknown }, path: string, folder: string) => void;

/**
 * Loads files of `code`, each once, and modules of Node by `require`. A cache that is missing, of another text, not
 * for this V8, or damaged in its head is no trouble: V8 compiles. What stands behind the head it trusts, as it trusts the
 * code (docs/decisions/0049-code-caches-in-dist.md).
 *
 * Scripts are called `wxcards/dist/FILE` in stacks: V8 keeps in a cache what they were called when it was made.
 */
export function codeLoader(require: NodeJS.Require, code: Code): Load {
  const modules = new Map<string, { exports: unknown }>();
  let isFlagged = false;

  function scriptOf(file: string, text: Buffer): Script {
    const packed = code.cache(file);
    const cachedData = packed === undefined ? undefined : cacheOf(packed, text, isFlagged);
    const script = new Script(`${before}${text.toString()}\n})`, {
      filename: `wxcards/dist/${file}`,
      columnOffset: -before.length,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    code.made?.(file, text, script);
    return script;
  }

  return function load(name) {
    if (!name.startsWith("./")) {
      // Nobody needs it but to set flags.
      isFlagged ||= name === "node:v8";
      return require(name);
    }
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const file = name.slice(2);
    const text = code.text(file);
    // It says what is missing.
    if (text === undefined) return require(name);
    const module = { exports: {} };
    modules.set(name, module);
    try {
      const { folder, path } = code.place(file);
      const body = scriptOf(file, text).runInThisContext() as Body;
      body.call(module.exports, module.exports, load, module, path, folder);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  };
}

/** Loads files of a folder, with their caches where there are some for this V8. */
export function codeInFolder(require: NodeJS.Require, folder: string): Load {
  const caches = join(folder, cacheFolder);
  if (!existsSync(caches)) return require;
  return codeLoader(require, {
    text: (file) => bytesOf(join(folder, file)),
    cache: (file) => bytesOf(join(caches, cacheName(file))),
    place: (file) => ({ folder, path: join(folder, file) }),
  });
}

function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
