import type { KindWords } from "../model/kind-words.ts";
import { idsIn, isUnnamed } from "../model/objects.ts";
import type { Outcome } from "../model/outcome.ts";
import type { Change, ObjectChange, Step } from "../model/plan.ts";
import { dotted } from "../model/pointer.ts";
import { visible } from "./escape.ts";
import type { ResultWords } from "./messages/results.ts";
import { kindWords, type Speech } from "./words.ts";

/** What the objects of a resource are told with: the sentences, and what people call them. */
export interface ObjectSpeech {
  readonly sentences: ResultWords["objects"];
  readonly words: KindWords;
}

/** What the objects and items of a resource are told with, by its address. */
export function wordsFor(speech: Speech, address: string): ObjectSpeech {
  return wordsForKind(speech, address.split("/")[1] ?? "");
}

/** The same by the name of its kind. */
export function wordsForKind(speech: Speech, kind: string): ObjectSpeech {
  return { sentences: speech.language.results.objects, words: kindWords(speech, kind) };
}

/** What an object is called; one whose id nobody knows goes by an item it holds. */
function objectName(id: string, { sentences, words }: ObjectSpeech): string {
  return isUnnamed(id) ? sentences.unnamed(visible(id.slice(1)), words) : sentences.named(visible(id), words);
}

/** The ids of a resource as people read them; an object whose id nobody knows goes by an item it holds. */
export function idsShown(id: string, speech: ObjectSpeech): string {
  return idsIn(id)
    .map((own) => (isUnnamed(own) ? `(${objectName(own, speech)})` : own))
    .join(",");
}

/** What stands behind the address of a resource: its id, or of several objects how many they are. */
export function idText({ id, objects }: Change, speech: ObjectSpeech): string {
  if (objects === undefined || id === "") return visible(id);
  const ids = idsIn(id);
  return ids.length === 1 ? objectName(id, speech) : speech.sentences.objects(ids.length, speech.words);
}

/** What becomes of the objects of a resource, a line each, with every item. */
export function objectsText(objects: readonly ObjectChange[], speech: ObjectSpeech): string[] {
  return objects.flatMap((object) => (object.action === "keep" ? [] : [objectText(object, speech)]));
}

/** How many objects of a resource stay as they are; none where none does. */
export function keptText(objects: readonly ObjectChange[], { sentences, words }: ObjectSpeech): string[] {
  const kept = objects.filter(({ action }) => action === "keep");
  const total = kept.reduce((sum, { items }) => sum + items.length, 0);
  return kept.length === 0 ? [] : [sentences.stay(kept.length, total, words)];
}

function objectText({ id = "", items, action, occupied }: ObjectChange, speech: ObjectSpeech): string {
  const { sentences, words } = speech;
  const content = sentences.content(items.length, items.map(visible).join(" "), words);
  if (occupied === true) return sentences.occupied(content);
  if (action === "add") return sentences.added(content, words);
  if (action === "delete") return sentences.takenDown(objectName(id, speech), content);
  return `${sentences.replaced(objectName(id, speech), content)}${isUnnamed(id) ? sentences.idIsAsked : ""}`;
}

/** More requests than this stand together, counted by where they go. */
const mostCalls = 3;

/** The requests of a resource in lines; and that nothing is live between two of them, where that is so. */
export interface CallsText {
  readonly lines: readonly (readonly string[])[];
  readonly gap?: string;
}

/**
 * The requests of a resource, with their numbers, those of a line together; of one that is made of several objects, the
 * same ones over and over are counted.
 */
export function callsText(steps: readonly Step[], change: Change, { sentences, words }: ObjectSpeech): CallsText {
  const isReplaced = change.objects?.some(({ action }) => action === "replace") === true;
  const gap = isReplaced ? { gap: sentences.gap(words) } : {};
  const calls = steps.map(({ method, path }) => `${method} ${visible(path)}`);
  if (change.objects === undefined || steps.length <= mostCalls) {
    const differences = steps.map((step) => fieldsApart(step, steps));
    const own = steps.map(({ id }, index) => `${id}. ${calls[index]}${differences[index]}`);
    return { lines: differences.every((difference) => difference === "") ? [own] : own.map((line) => [line]), ...gap };
  }
  const counts = [...new Set(calls)].map((call) => `${calls.filter((other) => other === call).length} × ${call}`);
  const numbers = steps.map(({ id }) => Number(id)).sort((a, b) => a - b);
  const range = `${numbers[0]}.–${numbers.at(-1)}.`;
  return { lines: [[`${range} ${counts.join(", ")}${isReplaced ? `, ${sentences.oneByOne(words)}` : ""}`]], ...gap };
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
export function outcomeWords({ objects = [], restored, dropped = [] }: Outcome, speech: ObjectSpeech): string[] {
  const { sentences, words } = speech;
  const without = dropped.length === 0 ? [] : [sentences.without(dropped.map(dotted).map(visible).join(", "))];
  const named = objects.map(({ id, items }) => `${objectName(id, speech)} (${items.length})`);
  return [...named, ...without, ...(restored === undefined ? [] : [sentences.restored(restored, words)])];
}
