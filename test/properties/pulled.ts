import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect } from "vitest";
import { canonicalJson, type Json, type JsonObject } from "../../src/model/json.ts";
import { childPointer } from "../../src/model/pointer.ts";
import { anyFile } from "../../src/yaml/locate.ts";
import { linesLost, linesOf } from "../helpers/kept-lines.ts";
import { processEnv } from "../helpers/process-env.ts";
import type { World } from "../helpers/world.ts";
import { type Styles, written } from "../helpers/yaml-styles.ts";

/** A document whose live values have drifted. */
export interface Drifted {
  readonly world: World;
  readonly file: string;
  /** The file as it was before. */
  readonly text: string;
  /** The accounts that the document names one by one, of which one drifted. */
  readonly holders: readonly string[];
  /** The most fields that somebody changed. */
  readonly most: number;
}

/** How a document is written. */
export const styles = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  crlf: fc.boolean(),
  isEnded: fc.boolean(),
  isMarked: fc.boolean(),
  aliases: fc.boolean(),
});

type Style = typeof styles extends fc.Arbitrary<infer One> ? One : never;

/** A document in a style of YAML, with remarks. */
export function laidOut(
  document: JsonObject,
  chance: Styles["chance"],
  { crlf, isEnded, isMarked, aliases }: Style,
): string {
  const plain = written(document, { chance, remarks: true, aliases });
  const lines = isEnded ? plain : plain.replace(/\n+$/, "");
  return (isMarked ? "\ufeff" : "") + (crlf ? lines.replaceAll("\n", "\r\n") : lines);
}

/** Says how many pulls were tried where the quantity is the whole one. */
export function sayCounts({ tried, whole, values }: PullCounts): void {
  if (process.env["WXCARDS_DEEP"] === "1")
    process.stdout.write(`deep: ${tried} pulls, ${whole} whole, ${values} values\n`);
}

/** How often a pull was tried, and what it wrote. */
export interface PullCounts {
  tried: number;
  /** Pulls that left nothing. */
  whole: number;
  values: number;
}

interface Pulled {
  readonly pulled: readonly { path: string; before: Json; after: Json }[];
  readonly left: readonly { code: string; path: string }[];
  readonly problems: readonly unknown[];
}

/**
 * Pulls, and expects what a pull promises: the plan is empty but for what it said it left, only lines of drifted values
 * differ, a second pull changes nothing, nothing but documents is written, and the diff of a dry run gives the very same
 * bytes.
 */
export async function expectPulled({ world, file, text, holders, most }: Drifted, counts: PullCounts): Promise<void> {
  counts.tried += 1;
  const dry = await world.cli("pull --dry-run");
  expect(world.read(file)).toBe(text);
  const run = await world.cli("pull --format json");
  const { pulled, left, problems } = JSON.parse(run.stdout) as Pulled;
  expect(problems).toEqual([]);
  expect({ code: run.code, left }).toEqual({ code: left.length === 0 ? 0 : 3, left });
  // What a console can hold and no document may is left; the layout is never a reason.
  const odd = left.filter(({ code }) => ["pull-unsayable", "value-not-kept", "pull-file-changed"].includes(code));
  expect(odd).toEqual([]);
  if (!/(?:: |- |[[{,] ?)&a\d/.test(text)) expect(left.map(({ code }) => code)).not.toContain("pull-alias");
  expect(pulled.length + left.length).toBeLessThanOrEqual(most);
  counts.values += pulled.length;
  if (left.length === 0) counts.whole += 1;
  const after = world.read(file);
  const plan = await world.cli("plan --format json");
  const { changes } = JSON.parse(plan.stdout) as { changes: { fields: { path: string; origin: string }[] }[] };
  const drifted = changes.flatMap((change) => change.fields).filter(({ origin }) => origin !== "file");
  expect(drifted.map(({ path }) => path).sort()).toEqual(left.map(({ path }) => path).sort());
  expect(world.writes()).toEqual([]);
  expectOtherLinesKept({ before: text, after, pulled, holders });
  expect((await world.cli("pull")).code).toBe(run.code);
  expect(world.read(file)).toBe(after);
  if (dry.stderr.includes("pull-patch-unsafe")) return;
  world.write({ [file]: text });
  writeFileSync(join(world.root, "drift.patch"), dry.stdout);
  if (dry.stdout !== "") {
    const git = (...argv: string[]) => execFileSync("git", argv, { cwd: world.root, env: processEnv(), stdio: "pipe" });
    git("init", "--quiet");
    git("apply", "-p1", "drift.patch");
    rmSync(join(world.root, ".git"), { recursive: true });
  }
  expect(world.read(file)).toBe(after);
}

/** Which items of a list on lines went, where all others stay in their order; undefined where the list went as a whole. */
function goneItems({ before, after }: { readonly before: Json; readonly after: Json }): readonly number[] | undefined {
  if (!Array.isArray(before) || !Array.isArray(after) || before.length === 0 || after.length === 0) return undefined;
  const [was, is] = [before.map(canonicalJson), after.map(canonicalJson)];
  const [kept, still] = [was.filter((item) => is.includes(item)), is.filter((item) => was.includes(item))];
  if (kept.join() !== still.join() || new Set(was).size < was.length) return undefined;
  return was.flatMap((item, index) => (is.includes(item) ? [] : [index]));
}

interface Lines {
  readonly before: string;
  readonly after: string;
  readonly pulled: Pulled["pulled"];
  readonly holders: readonly string[];
}

/** Every line that went stood for a drifted value; line ends and remarks on lines of their own are as they were. */
function expectOtherLinesKept({ before, after, pulled, holders }: Lines): void {
  const text = before.replace(/^\ufeff/, "");
  const places = anyFile(() => text);
  const touched: number[] = [];
  for (const { path, ...values } of pulled) {
    for (const holder of ["", ...holders.map((name) => childPointer("/accounts", name))]) {
      for (const pointer of [`${holder}/spec${path}`, `${holder}/spec${path.slice(0, path.lastIndexOf("/"))}`]) {
        const { key, value, whole } = places.find(0, pointer);
        if (!whole || key === undefined || value === undefined) continue;
        const gone = pointer.endsWith(path) && text[value[0]] === "-" ? goneItems(values) : undefined;
        // A whole object may give way with its members; others do not.
        if (gone === undefined) touched.push(...linesOf(text, pointer.endsWith(path) ? [key[0], value[1]] : key));
        for (const index of gone ?? []) {
          const item = places.find(0, childPointer(pointer, index)).value;
          if (item !== undefined) touched.push(...linesOf(text, item));
        }
      }
    }
  }
  // The account's own entry may be on one line, to which a value of its own comes.
  for (const name of holders) {
    const { key, value } = places.find(0, childPointer("/accounts", name));
    if (key !== undefined && value !== undefined) touched.push(...linesOf(text, [key[0], value[1]]));
  }
  expect(linesLost(text, after.replace(/^\ufeff/, ""), new Set(touched))).toEqual([]);
  expect(after.startsWith("\ufeff")).toBe(before.startsWith("\ufeff"));
  if (before.includes("\r\n")) expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  expect(after.endsWith("\n")).toBe(before.endsWith("\n"));
  const remarks = (of: string) => [...of.matchAll(/^ *# remark \d+\.\r?$/gm)].map(([remark]) => remark.trim());
  expect(remarks(after)).toEqual(remarks(before));
}
