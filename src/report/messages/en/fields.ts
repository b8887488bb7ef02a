import type { Json } from "../../../model/json.ts";
import { dotted } from "../../../model/pointer.ts";
import type { FieldPolicy, ValueShape } from "../../../model/policy.ts";
import { grouped } from "../amounts.ts";
import { count } from "./phrases.ts";
import { form, types } from "./types.ts";

/** Bytes of a Chinese character in UTF-8. */
const chineseBytes = 3;

/** May a field change, in a few words for a list of fields. */
export function changeInShort(policy: FieldPolicy): string {
  if (policy.change === "create") return "only while creating";
  if (policy.itemsPerObject !== undefined) return `yes, ${policy.itemsPerObject} in each object`;
  if (policy.change === "replace") return "by replacing";
  if (policy.change === "never") return "never";
  return policy.move === undefined ? "yes" : `only ${moves[policy.move]}`;
}

/** The type of a field, in a few words for a list of fields. */
export function typeInShort(policy: FieldPolicy): string {
  if (policy.atomic) return "object, sent whole";
  const unit = policy.unit === undefined ? "" : `, ${policy.unit}`;
  return `${types([...policy.types])}${unit}`;
}

/** May a field of an existing resource change, and which way. */
export function changeWords(policy: FieldPolicy): string {
  if (policy.change === "create") return "only while the resource is created; a difference after that blocks the plan";
  if (policy.itemsPerObject !== undefined)
    return `yes: new items go into objects of their own, at most ${policy.itemsPerObject} in each; for one that goes, the object that holds it is taken down and added anew, with consent`;
  if (policy.change === "replace")
    return "by replacing: no call changes it, so the resource is taken down and added anew, with consent";
  if (policy.change === "never") return "never: it is the platform's own, is read and is never sent";
  return policy.move === undefined ? "yes" : `one way: only ${moves[policy.move]}`;
}

const moves = {
  "false-to-true": "from false to true",
  later: "to a later instant",
  earlier: "to an earlier instant",
} as const;

/** How `null` clears a field. */
export function clearWords(policy: FieldPolicy): string {
  return {
    "empty-string": "clears it: an empty text is sent",
    "empty-list": "clears it: an empty list is sent",
    "empty-members": "clears it: every member is sent as an empty text",
    impossible: "is an error: the platform cannot clear it",
  }[policy.clear];
}

/** What a read tells about a field after a write. */
export function readbackWords(policy: FieldPolicy): string {
  return {
    exact: "the value that was sent",
    "after-review": "the old value until the review has passed",
    "when-shown": "not in every answer; where it is missing, the value last sent counts",
    none: "never: only the digest of the value last sent is known",
  }[policy.readback];
}

/** How two spellings of one value compare. A form without words is called by its name. */
export function sameWords(policy: FieldPolicy): string {
  if (policy.atomic) return "at the members that the document declares";
  const order = policy.list === "set" ? "; the order of the list means nothing" : policy.list ? "; in order" : "";
  if (policy.same === undefined) return `exactly as written${order}`;
  return `${forms[policy.same] ?? `in the form ${policy.same}`}${order}`;
}

const forms: Readonly<Record<string, string>> = {
  colour: "as a colour: its name and its hex value are the same",
  "instant-begin": "as an instant in seconds; a bare date means 00:00:00 of that day",
  "instant-end": "as an instant in seconds; a bare date means 23:59:59 of that day",
  "date-type": "as a type of validity: its word and its older number are the same",
  switch: "as a switch: off and never set are the same",
  "text-lines": "as lines of text: line ends of every system are the same",
  "image-address": "as a picture's address: http and https are the same on the platform's own hosts",
};

/** What a number counts. */
export function unitWords(policy: FieldPolicy): string | undefined {
  return policy.unit === "fen" ? "fen; 100 fen are 1 yuan" : policy.unit;
}

/** The object a field is compared in and sent with. */
export function atomWords(policy: FieldPolicy): string | undefined {
  if (policy.atomic) return "whole: the live members with the declared ones laid over";
  return policy.atom === undefined ? undefined : `with ${dotted(policy.atom)}, which is sent whole`;
}

/** The type of a value, with that of a list's items. */
export function typeWords(shape: ValueShape): string {
  const own = types([...shape.types]);
  return shape.item === undefined ? own : `${own}; each item ${types([...shape.item.types])}`;
}

/** The limits of a value, one phrase each; empty when there are none. */
export function limitWords(shape: ValueShape): string[] {
  const range = (least: number | undefined, most: number | undefined, words: (number: number) => string) => {
    if (least !== undefined && most !== undefined) return [`from ${grouped(least)} to ${words(most)}`];
    if (least !== undefined) return [`at least ${words(least)}`];
    return most === undefined ? [] : [`at most ${words(most)}`];
  };
  const chinese = (bytes: number) =>
    `${count(bytes, "byte")} of UTF-8 (${count(Math.floor(bytes / chineseBytes), "Chinese character")})`;
  return [
    ...(shape.bytes === undefined ? [] : [`at most ${chinese(shape.bytes)}`]),
    ...(shape.bytesWarn === undefined ? [] : [`above ${chinese(shape.bytesWarn)} a warning`]),
    ...range(shape.leastCharacters, shape.mostCharacters, (number) => count(number, "character")),
    ...range(shape.least, shape.most, grouped),
    ...(shape.before === undefined ? [] : [`before ${shape.before}`]),
    ...range(shape.leastItems, shape.mostItems, (number) => count(number, "item")),
    ...(shape.distinct === true ? ["no item twice"] : []),
    ...patternWords(shape.pattern),
    ...(shape.item === undefined ? [] : limitWords(shape.item).map((limit) => `each item ${limit}`)),
  ];
}

/** What a pattern means; nothing when only the pattern itself could be said, which the description then does better. */
function patternWords(pattern: string | undefined): string[] {
  const words = pattern === undefined ? "" : form({ pattern });
  return words === "" || words.includes(pattern ?? "") ? [] : [words];
}

/** Values as a document would write them. */
export function valueWords(values: readonly Json[]): string {
  return values.map((value) => (typeof value === "string" ? value : JSON.stringify(value))).join(", ");
}

/** That the address of another document may stand in place of an id. */
export function referenceWords(kind: string): string {
  return `the address of a ${kind} may stand here`;
}

/** When a field has to be declared. */
export function requiredWords(policy: FieldPolicy): string {
  return policy.required === "create" ? "when the resource is created" : "no";
}

/** Whether a change waits for the platform's review. */
export function reviewWords(policy: FieldPolicy): string {
  return policy.review ? "a change goes to the platform's review" : "no";
}

/** Whether a field is about money. */
export function moneyWords(policy: FieldPolicy): string {
  return policy.money ? "yes: it decides what somebody pays, gets or can use" : "no";
}
