import type { Kinds, KindWords } from "../model/kind.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Change, ObjectChange, Step } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";

/** For a kind that has no words of its own. */
const plainWords: KindWords = { object: ["object", "objects"], item: ["item", "items"] };

/** What people call the objects and items of a resource, by its address. */
export function wordsFor(kinds: Kinds, address: string): KindWords {
  return kindWords(kinds, address.split("/")[1] ?? "");
}

/** The same by the name of the kind. */
export function kindWords(kinds: Kinds, kind: string): KindWords {
  return kinds.get(kind)?.kind.words ?? plainWords;
}

/** What an object is called; one whose id nobody knows goes by an item it holds. */
function objectName(id: string, { object: [object] }: KindWords): string {
  return isUnnamed(id) ? `the ${object} of ${visible(id.slice(1))}` : `${object} ${visible(id)}`;
}

/** The ids of a resource as people read them; an object whose id nobody knows goes by an item it holds. */
export function idsShown(id: string, words: KindWords): string {
  return idsIn(id)
    .map((own) => (isUnnamed(own) ? `(${objectName(own, words)})` : own))
    .join(",");
}

/** What stands behind the address of a resource: its id, or of several objects how many they are. */
export function idText({ id, objects }: Change, words: KindWords): string {
  if (objects === undefined || id === "") return visible(id);
  const ids = idsIn(id);
  return ids.length === 1 ? objectName(id, words) : counted(ids.length, words.object);
}

/** What becomes of the objects of a resource, a line each; those that stay are counted. */
export function objectsText(objects: readonly ObjectChange[], words: KindWords): string[] {
  const kept = objects.filter(({ action }) => action === "keep");
  const lines = objects.flatMap((object) => (object.action === "keep" ? [] : [objectText(object, words)]));
  if (kept.length === 0) return lines;
  const total = kept.reduce((sum, { items }) => sum + items.length, 0);
  const stay = kept.length === 1 ? "stays as it is" : "stay as they are";
  return [...lines, `${counted(kept.length, words.object)} with ${counted(total, words.item)} ${stay}`];
}

function objectText({ id = "", items, action, occupied }: ObjectChange, words: KindWords): string {
  const content = `${counted(items.length, words.item)}: ${shortened(items)}`;
  if (occupied === true) return `known to be held elsewhere, tried by themselves: ${content}`;
  if (action === "add") return `new ${words.object[0]} with ${content}`;
  if (action === "delete") return `${objectName(id, words)} is taken down, with ${content}`;
  const found = isUnnamed(id) ? "; its id is asked for first, by an add that is expected to be refused" : "";
  return `${objectName(id, words)} is taken down and added anew with ${content}${found}`;
}

function shortened(items: readonly string[]): string {
  const shown = items.length > 4 ? [...items.slice(0, 2), "…", items.at(-1) ?? ""] : items;
  return shown.map(visible).join(" ");
}

function counted(number: number, [singular, plural]: readonly [string, string]): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

/** More requests than this stand together, counted by where they go. */
const mostCalls = 3;

/** The requests of a resource, with their numbers; of one that is made of several objects, the same ones over and over are counted. */
export function callsText(steps: readonly Step[], change: Change, { object: [object] }: KindWords): string[] {
  const isReplaced = change.objects?.some(({ action }) => action === "replace") === true;
  const gap = isReplaced ? `     no ${object} is live in between` : "";
  const calls = steps.map(({ method, path }) => `${method} ${path}`);
  if (change.objects === undefined || steps.length <= mostCalls) {
    const differences = steps.map((step) => fieldsApart(step, steps));
    const lines = steps.map(({ id }, index) => `${id}. ${calls[index]}${differences[index]}`);
    if (differences.every((difference) => difference === "")) return [`${lines.join("   ")}${gap}`];
    return lines.map((line, index) => (index === lines.length - 1 ? `${line}${gap}` : line));
  }
  const counts = [...new Set(calls)].map((call) => `${calls.filter((other) => other === call).length} × ${call}`);
  const numbers = steps.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const range = `${numbers[0]}.–${numbers.at(-1)}.`;
  return [`${range} ${counts.join(", ")}${isReplaced ? `, one ${object} after the other` : ""}${gap}`];
}

/** The fields a request carries, where another of the same resource goes to the same place with others. */
export function fieldsApart({ id, method, path, because }: Step, steps: readonly Step[]): string {
  const carried = because.join();
  const twin = steps.some(
    (other) => other.id !== id && other.method === method && other.path === path && other.because.join() !== carried,
  );
  if (!twin || because.length === 0) return "";
  const names = because.map(dotted).map(visible);
  return ` (${names.slice(0, 3).join(", ")}${names.length > 3 ? " …" : ""})`;
}

/** The objects a step led to, with how many items each holds, and whether what it was to replace is live again. */
export function outcomeWords({ objects = [], restored, dropped = [] }: Outcome, words: KindWords): string[] {
  const without =
    dropped.length === 0 ? [] : [`without ${dropped.map(dotted).map(visible).join(", ")}, which the platform refused`];
  const named = objects.map(({ id, items }) => `${objectName(id, words)} (${items.length})`);
  return [...named, ...without, ...(restored === undefined ? [] : [restoredText(restored, words)])];
}

/** What became of the object that a step was to replace. */
function restoredText(restored: NonNullable<Outcome["restored"]>, { object: [object], item }: KindWords): string {
  switch (restored) {
    case "live":
      return `the former ${object} is live again`;
    case "not-live":
      return `NO ${object.toUpperCase()} IS LIVE for these ${item[1]}`;
    case "unknown":
      return `nobody knows whether a ${object} is live`;
  }
}
