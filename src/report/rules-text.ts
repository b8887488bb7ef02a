import { isUnnamed } from "../model/objects.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Change, ObjectChange, Step } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";

/** What a rule is called; one whose id nobody knows goes by a merchant id it holds. */
export function ruleName(id: string): string {
  return isUnnamed(id) ? `the rule of ${visible(id.slice(1))}` : `rule ${visible(id)}`;
}

/** The ids of a resource as people read them; one that nobody knows goes by a merchant id it holds. */
export function idsShown(id: string): string {
  return id
    .split(",")
    .map((one) => (isUnnamed(one) ? `(${ruleName(one)})` : one))
    .join(",");
}

/** What stands behind the address of a resource: its id, or of several rules how many they are. */
export function idText({ id, objects }: Change): string {
  if (objects === undefined || id === "") return visible(id);
  const ids = id.split(",");
  return ids.length === 1 ? ruleName(id) : `${ids.length} rules`;
}

/** What becomes of the rules of a resource, a line each; those that stay are counted. */
export function rulesText(rules: readonly ObjectChange[]): string[] {
  const kept = rules.filter(({ action }) => action === "keep");
  const lines = rules.flatMap((rule) => (rule.action === "keep" ? [] : [ruleText(rule)]));
  if (kept.length === 0) return lines;
  const total = kept.reduce((sum, { items }) => sum + items.length, 0);
  return [
    ...lines,
    `${counted(kept.length, "rule")} with ${counted(total, "merchant id")} ${kept.length === 1 ? "stays" : "stay"} as ${kept.length === 1 ? "it is" : "they are"}`,
  ];
}

function ruleText({ id = "", items, action, occupied }: ObjectChange): string {
  const merchants = `${counted(items.length, "merchant id")}: ${listed(items)}`;
  if (occupied === true) return `known to be held elsewhere, tried by themselves: ${merchants}`;
  if (action === "add") return `new rule with ${merchants}`;
  if (action === "delete") return `${ruleName(id)} is taken down, with ${merchants}`;
  const found = isUnnamed(id) ? "; its id is asked for first, by an add that is expected to be refused" : "";
  return `${ruleName(id)} is taken down and added anew with ${merchants}${found}`;
}

function listed(mchids: readonly string[]): string {
  const shown = mchids.length > 4 ? [...mchids.slice(0, 2), "…", mchids.at(-1) ?? ""] : mchids;
  return shown.map(visible).join(" ");
}

function counted(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/** More requests than this are told together. */
const mostCalls = 3;

/** The requests of a resource, with their numbers; of a resource of several rules the same ones over and over are told once. */
export function callsText(steps: readonly Step[], change: Change): string[] {
  const gap =
    change.objects?.some(({ action }) => action === "replace") === true ? "     no rule is live in between" : "";
  const calls = steps.map(({ method, path }) => `${method} ${path}`);
  if (change.objects === undefined || steps.length <= mostCalls) {
    const apart = steps.map((step) => toldApart(step, steps));
    const told = steps.map(({ id }, index) => `${id}. ${calls[index]}${apart[index]}`);
    if (apart.every((words) => words === "")) return [`${told.join("   ")}${gap}`];
    return told.map((line, index) => (index === told.length - 1 ? `${line}${gap}` : line));
  }
  const counts = [...new Set(calls)].map((call) => `${calls.filter((one) => one === call).length} × ${call}`);
  const numbers = steps.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const range = `${numbers[0]}.–${numbers.at(-1)}.`;
  return [`${range} ${counts.join(", ")}${gap === "" ? "" : ", one rule after the other"}${gap}`];
}

/** What a request carries, where another of the same resource goes to the same place. */
export function toldApart({ id, method, path, because }: Step, steps: readonly Step[]): string {
  const carried = because.join();
  const twin = steps.some(
    (other) => other.id !== id && other.method === method && other.path === path && other.because.join() !== carried,
  );
  if (!twin || because.length === 0) return "";
  const names = because.map(dotted).map(visible);
  return ` (${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""})`;
}

/** What became of the rule that a step was to replace. */
const restoredWords = {
  live: "the former rule is live again",
  "not-live": "NO RULE IS LIVE for these merchant ids",
  unknown: "nobody knows whether a rule is live",
} as const;

/** The rules a step led to, with how many merchant ids each holds, and whether what it was to replace is live again. */
export function outcomeWords({ objects = [], restored, dropped = [] }: Outcome): string[] {
  const without =
    dropped.length === 0 ? [] : [`without ${dropped.map(dotted).map(visible).join(", ")}, which the platform refused`];
  const named = objects.map(({ id, items }) => `${ruleName(id)} (${items.length})`);
  return [...named, ...without, ...(restored === undefined ? [] : [restoredWords[restored]])];
}
