import type { Json } from "../../../model/json.ts";
import type { KindWords } from "../../../model/kind-words.ts";
import { idsIn, isUnnamed } from "../../../model/objects.ts";
import type { TroubleArgs } from "../../../model/problems/files.ts";
import { grouped, valueWords, yuan } from "../amounts.ts";
import { has, number, text, texts } from "../args.ts";

/** The field a problem is about. */
export function field(args: { readonly field?: string | undefined }): string {
  return text(args.field, "this");
}

const troubles: Readonly<Record<string, string>> = {
  outside: "it leads out of the project's folder",
  link: "it is a symbolic link",
  mount: "it is a mount point",
  irregular: "it is not a regular file",
  large: "it is too large",
  "hidden-folder": "nothing is written below a folder whose name begins with a dot",
  slow: "the pipe did not end within 5 seconds",
};

/** What the machine has no word of its own for. */
const machineReasons: Readonly<Record<string, string>> = {
  "no-reason": "no reason given",
  "changed-meanwhile": "it changed while it was read",
};

/** True where something stands in the place of a file, and the machine would write it. */
export function isInTheWay({ reason }: TroubleArgs): boolean {
  return troubles[reason] !== undefined;
}

/** Why a file was not read or not written: what the machine says, or what stands in the way. */
export function fileReason({ reason, part }: TroubleArgs): string {
  const words = troubles[reason] ?? machineReasons[reason] ?? text(reason);
  return has(part) ? words.replace(/^it is/, `${text(part)} is`) : words;
}

/** `1 byte`, `30 bytes`, `200,000 values`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

/** `a, b and c`; after twelve, how many more there are. */
export function list(items: readonly Json[], last = "and"): string {
  const all = texts(items);
  if (all.length > 12) return `${all.slice(0, 12).join(", ")} and ${all.length - 12} more`;
  if (all.length < 2) return all[0] ?? "none";
  return `${all.slice(0, -1).join(", ")} ${last} ${all.at(-1)}`;
}

/** A noun with its article: `a rule`, `an offer`. */
export function a(noun: string): string {
  return `${/^(?!uni|use|eu|one)[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** `rules 9000001 and 9000002`; one whose id nobody knows goes by an item it holds: `the rule of 1900000109`. */
export function objectNames(ids: readonly string[], words: KindWords): string {
  const { object } = words;
  const all = texts(ids);
  const named = all.filter((id) => !isUnnamed(id));
  const one = named.length === 0 ? [] : [`${named.length === 1 ? object[0] : object[1]} ${list(named)}`];
  return all.length === 0 ? a(object[0]) : list([...one, ...all.filter(isUnnamed).map((id) => heldBy(id, words))]);
}

/** What the one id of a resource stands for: itself, or the ids of the objects it is made of. */
export function idNames(id: string | undefined, fallback: string, words: KindWords): string {
  const all = idsIn(text(id, ""));
  return all.length === 0 ? fallback : list(all.map((one) => (isUnnamed(one) ? heldBy(one, words) : one)));
}

function heldBy(unnamed: string, { object, item }: KindWords): string {
  return unnamed === "?" ? `${a(object[0])} without ${item[1]}` : `the ${object[0]} of ${unnamed.slice(1)}`;
}

/** `merchant id 1900000109`, `merchant ids 1900000109 and 1900000110`. */
export function itemNames(items: readonly string[], { item }: KindWords): string {
  const all = texts(items);
  return all.length === 0 ? item[1] : `${all.length === 1 ? item[0] : item[1]} ${list(all)}`;
}

/** Where people see the resources of a kind: `mp.weixin.qq.com (卡券功能)`; undefined where no place is known. */
export function consolePage({ site }: KindWords): string | undefined {
  return site === undefined ? undefined : `${site.host} (${site.page})`;
}

/** How a new resource is told from those that are there: `give it another title`. */
export function telling(which: string, { looks }: KindWords): string {
  return looks === undefined ? `let ${which} differ in more` : `give ${which} another ${looks}`;
}

/** `20000 (¥200.00)`: fen as a document has them, and what they are in yuan. */
export function money(fen: number): string {
  return `${number(fen)} (${yuan(number(fen))})`;
}

/** How values are shown: `nothing` where there is none. */
export const { shown, liveText, declaredText, instant } = valueWords("nothing");

/** The nearest known word, else all known ones. */
export function suggestion(nearest: string | undefined, known: readonly Json[]): string {
  const words = list(known, "or");
  if (nearest === undefined) return words === "none" ? "use another" : `use ${words}`;
  return words === "none" ? `did you mean ${text(nearest)}?` : `did you mean ${text(nearest)}? known: ${list(known)}`;
}

/**
 * Words of one text made to go on in a sentence: lower case at the beginning, no period at the end. Names such as
 * AppSecret stay.
 */
export function clause(sentence: string): string {
  const open = sentence.replace(/\.$/, "");
  return /^[A-Z][a-z]*(?=[\s,;:'’]|$)/.test(open) ? open.charAt(0).toLowerCase() + open.slice(1) : open;
}
