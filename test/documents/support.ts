import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, expect } from "vitest";
import type { RunFiles } from "../../src/cli/files.ts";
import { run } from "../../src/cli/main.ts";
import { realNetwork } from "../../src/cli/network.ts";
import type { JsonObject } from "../../src/model/json.ts";
import type { Clock, Random } from "../../src/model/ports.ts";
import { partsOf } from "../../src/model/text.ts";
import { countCases } from "../helpers/cases.ts";

/** The folder of every project in memory. */
export const ROOT = "/project";

/** 2026-11-21 10:00 in Shanghai, in milliseconds: the time of every run in process. */
const NOW = 1_795_226_400_000;

/** The project of tests that bring none: a default account, a second one, and one of the other platform. */
export const PROJECT = `accounts:
  coffee:
    platform: weixin
    appid: wx0123456789abcdef
    default: true
  bakery:
    platform: weixin
    appid: wxfedcba9876543210
  coffee-pay:
    platform: wechatpay
    role: partner
    mchid: "1900007291"
    brand_id: "1004"
`;

/** Files in memory: what was put in, and what was written since. Patterns have folders of any depth, any name, and a choice of endings. */
export interface MemoryFiles extends RunFiles {
  readonly content: Map<string, Uint8Array>;
  put(path: string, content: string | Uint8Array): void;
  text(path: string): string | undefined;
}

export function memoryFiles(content: Readonly<Record<string, string | Uint8Array>>): MemoryFiles {
  const files = new Map<string, Uint8Array>();
  const put = (path: string, text: string | Uint8Array): void => {
    files.set(join(ROOT, path), typeof text === "string" ? Buffer.from(text, "utf8") : text);
  };
  for (const [path, text] of Object.entries(content)) put(path, text);
  return {
    content: files,
    put,
    text: (path) => {
      const bytes = files.get(join(ROOT, path));
      return bytes === undefined ? undefined : Buffer.from(bytes).toString("utf8");
    },
    readInside: (root, path, limit) => {
      const absolute = join(root, path);
      if (!absolute.startsWith(`${root}/`)) return { trouble: "outside" };
      const bytes = files.get(absolute);
      return bytes !== undefined && bytes.length > limit ? { trouble: "large", limit } : bytes;
    },
    createInside: (root, path, text) => {
      if (files.has(join(root, path))) return false;
      files.set(join(root, path), Buffer.from(text, "utf8"));
      return true;
    },
    moveInside: (root, from, to) => {
      const bytes = files.get(join(root, from));
      if (bytes === undefined) return false;
      files.delete(join(root, from));
      files.set(join(root, to), bytes);
      return true;
    },
    namesInside: (root, folder) => {
      const above = `${join(root, folder)}/`;
      const below = [...files.keys()].filter((path) => path.startsWith(above));
      return [...new Set(below.map((path) => path.slice(above.length).split("/")[0] as string))];
    },
    removeInside: (root, path) => {
      files.delete(join(root, path));
      return undefined;
    },
    appendInside: (root, path, at, text) => {
      const before = files.get(join(root, path)) ?? new Uint8Array();
      if (before.length < at) return { trouble: "failed", reason: "changed-meanwhile" };
      files.set(join(root, path), Buffer.concat([before.subarray(0, at), Buffer.from(text, "utf8")]));
      return undefined;
    },
    leftInside: () => [],
    writeInside: (root, path, content) => {
      const isText = !(content instanceof Uint8Array);
      files.set(join(root, path), isText ? Buffer.from([...partsOf(content)].join(""), "utf8") : content);
      return undefined;
    },
    kindInside: (root, path) => (!path.startsWith("..") && files.has(join(root, path)) ? "file" : undefined),
    canonical: (path) => path,
    readNamed: async (path) => files.get(path),
    writeNamed: (path, text) => {
      files.set(path, Buffer.from(text, "utf8"));
      return undefined;
    },
    appendNamed: (path, text) => {
      files.set(path, Buffer.concat([files.get(path) ?? new Uint8Array(), Buffer.from(text, "utf8")]));
      return undefined;
    },
    links: () => [],
    glob: async (root, patterns) => {
      const wanted = patterns.map(patternOf);
      const below = [...files.keys()].map((path) => path.slice(root.length + 1));
      return below.filter((path) => wanted.some((pattern) => pattern.test(path))).sort();
    },
  };
}

function patternOf(glob: string): RegExp {
  const parts = glob.split(/(\*\*\/|\*|\{[^{}]*\})/).map((part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "*") return "[^/]*";
    if (part.startsWith("{")) return `(?:${part.slice(1, -1).replaceAll(",", "|")})`;
    return part.replace(/[.+^$()[\]|\\]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("")}$`);
}

/** A clock that moves only by sleeping or when told to. */
export interface FakeClock extends Clock {
  advance(seconds: number): void;
}

export function fakeClock(): FakeClock {
  let now = NOW;
  return {
    now: () => now,
    elapsed: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds;
    },
    advance: (seconds) => {
      now += seconds * 1000;
    },
  };
}

export function seededRandom(seed = 1): Random {
  let state = seed;
  return {
    next: () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    },
  };
}

/** What one command line did. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in process on files in memory. */
export async function runIn(
  files: RunFiles,
  argv: readonly string[],
  more: {
    readonly env?: Readonly<Record<string, string>>;
    readonly clock?: Clock;
    /** Told of every line on stderr; with `--verbose` every request ends in one. */
    readonly onNote?: (text: string) => void;
  } = {},
): Promise<Ran> {
  let stdout = "";
  let stderr = "";
  const io = {
    stdout: (text: string) => {
      stdout += text;
    },
    stderr: (text: string) => {
      stderr += text;
      more.onNote?.(text);
    },
    env: more.env ?? {},
    workingDirectory: ROOT,
    canAsk: () => false,
    hasTerminal: () => false,
    colour: () => false,
    signal: new AbortController().signal,
  };
  const effects = { io, files, clock: more.clock ?? fakeClock(), random: seededRandom(), network: realNetwork };
  const code = await run(effects, argv);
  return { code, stdout, stderr };
}

/** Notes of a run without the one that tells where requests go instead of the platform: every test with a sandbox gets it. */
export function notesOf(stderr: string): string {
  return stderr.replace(/^\S+: requests go to http:\/\/127\.0\.0\.1:\d+ \(WXCARDS_WEIXIN_BASE_URL\)\n/gm, "");
}

/** A problem as `--format json` writes it. */
export interface ShownProblem {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** The problems of a run with `--format json`. */
export function problemsOf(ran: Ran): readonly ShownProblem[] {
  return (JSON.parse(ran.stdout) as JsonObject)["problems"] as unknown as ShownProblem[];
}

/** A folder of this machine that is gone after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "wxcards-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Bundles a module of `src/`, or one by its whole path, into one file that node starts at once; gives its path. */
export async function bundled(entry: string, folder: string, format: "cjs" | "esm" = "cjs"): Promise<string> {
  const outfile = join(folder, format === "cjs" ? "bundle.cjs" : "bundle.mjs");
  await build({
    entryPoints: [resolve(import.meta.dirname, "../../src", entry)],
    outfile,
    bundle: true,
    platform: "node",
    format,
    mainFields: ["module", "main"],
    // Some packages ask an ES module where it stands.
    ...(format === "esm" ? {} : standsThere),
    logLevel: "silent",
  });
  return outfile;
}

const standsThere = {
  define: { "import.meta.url": "importMetaUrl" },
  banner: { js: 'const importMetaUrl = require("node:url").pathToFileURL(__filename).href;' },
};

/**
 * How long and from which seed a property is tried: the same every time, so that a red run is red again. `npm test` tries a sample; `npm run test:deep` the whole
 * quantity, and prints it with the seed. `WXCARDS_SEED` and `WXCARDS_RUNS` look further; a failure prints its seed and path.
 */
export function tries(sample: number, whole = sample): { readonly numRuns: number; readonly seed: number } {
  const number = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
  const isDeep = process.env["WXCARDS_DEEP"] === "1";
  const chosen = { numRuns: number("WXCARDS_RUNS", isDeep ? whole : sample), seed: number("WXCARDS_SEED", 20_261_121) };
  countCases(chosen.numRuns);
  if (isDeep)
    process.stdout.write(
      `deep: ${chosen.numRuns} cases, seed ${chosen.seed}: ${expect.getState().currentTestName ?? ""}\n`,
    );
  return chosen;
}
