/*
 * Runs one batch of fuzzed files in this process and says how it went: in a process of its own, so that what ends a process or eats its memory ends this one only.
 * Bundled with `src/` by the test; its arguments are the sort of files, how many, the seed, and the folder of the repository.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { readSavedPlan } from "../../src/config/saved-plan.ts";
import { validator as isPlan } from "../../src/generated/validators/plan.js";
import { kinds, projectErrors } from "../../src/kinds/registry.ts";
import { isObject, type Json, type JsonObject } from "../../src/model/json.ts";
import { people } from "../../src/model/people.ts";
import type { Plan } from "../../src/model/plan.ts";
import { check } from "../../src/pipeline/check.ts";
import { declaredState } from "../../src/pipeline/planning/desired-state.ts";
import { approvedPart } from "../../src/pipeline.ts";
import { jsonText } from "../../src/report/json-text.ts";
import { stateText } from "../../src/state/format/state-file.ts";
import { readStored } from "../../src/state/format/stored.ts";
import { withCost } from "../helpers/effort.ts";
import { accountOf } from "../helpers/kept.ts";
import { nearly, type PlanEdit, planEdit } from "./fuzz-cases.ts";
import { fakeClock, memoryFiles, PROJECT, ROOT, runIn } from "./support.ts";

/** What became of a file. */
export type Fate = "accepted" | "refused";

/** How a batch went. */
export interface Batch {
  readonly accepted: number;
  readonly refused: number;
  /** Milliseconds of the slowest case, as `withCost` counts them. */
  readonly slowestMs: number;
  readonly failures: readonly { readonly index: number; readonly why: string; readonly content: string }[];
}

const [sort = "", count = "0", seed = "0", root = ""] = process.argv.slice(2);

const read = (path: string): Uint8Array => readFileSync(join(root, path));
const yamlIn = (folder: string): Uint8Array[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yaml"))
    .sort()
    .map((file) => read(`${folder}/${file}`))
    .filter(({ length }) => length < 20_000);

function demand(holds: boolean, why: string): void {
  if (!holds) throw new Error(why);
}

/** Reads a project, as `validate` does and as a plan begins. */
async function validated(files: Readonly<Record<string, string | Uint8Array>>): Promise<Fate> {
  const project = memoryFiles(files);
  const ran = await runIn(project, ["validate", "--format", "json"]);
  demand(ran.code === 0 || ran.code === 65, `exit ${ran.code}: ${ran.stderr.slice(0, 500)}`);
  const { problems } = JSON.parse(ran.stdout) as { problems: readonly JsonObject[] };
  for (const { code, file, line, column, message } of problems) {
    const isPlaced = typeof file === "string" && Number(line) >= 1 && Number(column) >= 1;
    demand(isPlaced || code === "cards-nothing" || code === "cards-pattern-outside", `${String(code)} has no place`);
    demand(message !== code, `${String(code)} has no words`);
  }
  const world = {
    kinds,
    projectErrors,
    files: project,
    clock: fakeClock(),
    workingDirectory: ROOT,
    people: people(),
    variables: async () => () => undefined,
    isShared: async () => false,
    openState: async () => [],
  };
  const selection = { sandbox: false, accounts: [], targets: [], concurrency: 1 };
  const checked = await check(world, selection, "without-clock");
  if (checked.project === undefined || checked.problems.some(({ severity }) => severity === "error")) return "refused";
  declaredState(world, { ...checked, project: checked.project });
  return ran.code === 0 ? "accepted" : "refused";
}

const account = accountOf("coffee");
const lease = `format: wxcards.lease/1\nidentity: ${account.identity}\n`;

/** What is read is read again from what is written of it; what is not is said with its place. */
async function remembered(content: Uint8Array): Promise<Fate> {
  const read = readStored(account, { version: "v1", state: Buffer.from(content).toString("utf8"), lease }, {});
  if ("code" in read) {
    const { code, place } = read;
    const isPlaced = (place?.line ?? 0) >= 1 && (place?.column ?? 0) >= 1;
    demand(code.startsWith("state-") && isPlaced, `${code} has no place`);
    return "refused";
  }
  const { identity } = account;
  const state = [...stateText({ ...read, identity }, {})].join("");
  const again = readStored(account, { version: "v1", state, lease }, {});
  if ("code" in again) throw new Error(`what is written is not read: ${again.code}`);
  demand([...stateText({ ...again, identity }, {})].join("") === state, "what is written is read as something else");
  return "accepted";
}

const entry = fc.record({
  id: fc.stringMatching(/^p[\w-]{10,28}$/),
  settled: fc.dictionary(fc.stringMatching(/^\/[a-z_]{1,12}(\/[a-z_]{1,12})?$/), fc.stringMatching(/^[0-9a-f]{16}$/)),
  review: fc.option(
    fc.record({
      since: fc.constant("2026-11-21T02:00:00Z"),
      fields: fc.constant({ "/base_info/title": "0123456789abcdef" }),
    }),
    { nil: undefined },
  ),
  rest: fc.option(fc.record({ later: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> }), { nil: undefined }),
});
/** Files of state as wxcards writes them. */
const stateFile = fc
  .dictionary(fc.string({ unit: "grapheme", minLength: 1, maxLength: 10 }), entry, { minKeys: 1, maxKeys: 6 })
  .map((named) => {
    const entries = Object.entries(named).map(
      ([name, value]) => [`MemberCard/${name.replaceAll("/", "-")}`, value] as const,
    );
    const plain = entries.map(([name, value]) => [name, JSON.parse(JSON.stringify(value))] as const);
    const state = { identity: account.identity, entries: new Map(plain), serial: 7 };
    return Buffer.from([...stateText(state, {})].join(""));
  });

/** A plan as it would be sealed by hand: anybody can. */
function sealed(text: string): string {
  const open = text.replace(/"seal": "[^"]*"/, '"seal": ""');
  return open.replace('"seal": ""', `"seal": "sha256:${createHash("sha256").update(open, "utf8").digest("hex")}"`);
}

function written(plan: unknown): string {
  return sealed(`${JSON.stringify(plan, null, 2)}\n`);
}

/** A plan with edits of its values; a member twice is made in the text. */
function forged(plan: JsonObject, edits: readonly PlanEdit[]): unknown {
  const copy: unknown = structuredClone(plan);
  for (const { at, value, what } of edits) {
    const holders: [object, string | number][] = [];
    const walk = (holder: unknown): void => {
      if (typeof holder !== "object" || holder === null) return;
      for (const [key, child] of Object.entries(holder)) {
        holders.push([holder, key]);
        walk(child);
      }
    };
    walk(copy);
    const [holder, key] = holders[Math.floor(at * holders.length)] ?? [];
    if (holder === undefined || key === undefined) continue;
    const members = holder as Record<string | number, unknown>;
    if (what === "replace") members[key] = value;
    else if (what === "remove") Reflect.deleteProperty(members, key);
    else if (Array.isArray(holder)) holder.push(what === "add" ? value : structuredClone(members[key]));
    else
      Object.defineProperty(holder, typeof value === "string" ? value : "more", {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return copy;
}

/** A forged plan is refused, or approves no more than the fresh plan holds. */
async function approved(content: Uint8Array, fresh: Plan): Promise<Fate> {
  const saved = readSavedPlan({ bytes: content, shown: "plan.json", isPlan, written: jsonText });
  if ("problem" in saved) {
    demand(/^plan-file-(altered|format)$/.test(saved.problem.code), saved.problem.code);
    return "refused";
  }
  const { plan, conflicts } = approvedPart(saved.plan, fresh, { ids: new Map() });
  demand(
    plan.steps.every((step) => fresh.steps.includes(step)),
    "a step that no fresh plan has",
  );
  demand(
    plan.changes.every((change) => fresh.changes.includes(change)),
    "a change that no fresh plan has",
  );
  JSON.stringify(conflicts);
  return "accepted";
}

interface Case {
  readonly content: Uint8Array;
  run(): Promise<Fate>;
}

function cases(): fc.Arbitrary<Case> {
  const cards = yamlIn("cards");
  if (sort === "document") {
    return nearly([...cards, ...yamlIn("test/fixtures/bad")]).map((content) => ({
      content,
      run: () => validated({ "wxcards.yaml": PROJECT, "cards/fuzz.yaml": content }),
    }));
  }
  if (sort === "project") {
    return nearly([read("wxcards.yaml"), Buffer.from(PROJECT), ...yamlIn("test/fixtures/projects")]).map((content) => ({
      content,
      run: () => validated({ "wxcards.yaml": content, "cards/gold.yaml": cards[0] ?? "" }),
    }));
  }
  if (sort === "state") {
    return stateFile
      .chain((file) => fc.oneof(nearly([file]), fc.constant(file)))
      .map((content) => ({
        content,
        run: () => remembered(content),
      }));
  }
  const plans = ["update/expected/plan.json", "brand-card/expected/new.json", "pay-gift/expected/new.json"].map(
    (file) => JSON.parse(readFileSync(join(root, "test/scenarios", file), "utf8")) as JsonObject,
  );
  demand(plans.every(isObject), "no plans");
  return fc
    .tuple(fc.constantFrom(...plans), fc.array(planEdit, { maxLength: 4 }), fc.boolean())
    .chain(([plan, edits, isText]) => {
      const text = Buffer.from(written(edits.length === 0 ? plan : forged(plan, edits)));
      const contents = isText
        ? nearly([text]).map((content) => Buffer.from(sealed(Buffer.from(content).toString("utf8"))))
        : fc.constant(text);
      return contents.map((content) => ({ content, run: () => approved(content, plan as unknown as Plan) }));
    });
}

async function main(): Promise<void> {
  // What only the first case of a process costs, such as loading the reader of YAML, is no cost of its file.
  await validated({ "wxcards.yaml": PROJECT, "cards/first.yaml": "a: &a b\n" });
  const tally = { accepted: 0, refused: 0, slowestMs: 0 };
  const failures: { index: number; why: string; content: string }[] = [];
  for (const [index, { content, run: runCase }] of fc
    .sample(cases(), { numRuns: Number(count), seed: Number(seed) })
    .entries()) {
    const { costMs } = await withCost(async () => {
      try {
        tally[await runCase()] += 1;
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        failures.push({ index, why, content: Buffer.from(content).toString("base64").slice(0, 20_000) });
      }
    });
    tally.slowestMs = Math.max(tally.slowestMs, costMs);
  }
  writeSync(1, JSON.stringify({ ...tally, failures } satisfies Batch));
}

await main();
