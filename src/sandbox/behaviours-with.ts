import { nearest } from "../model/nearest.ts";
import { ALSO_LISTS, BEHAVIOUR_CHOICES, BY_MERCHANT_ID, exampleBehaviours } from "./behaviour-values.ts";
import { type Behaviours, usualBehaviours } from "./behaviours.ts";

/** Some members of an object, and some of the objects in it; lists, and maps with keys of any name, are complete. */
type Changes<Value> = Value extends string | number | boolean | readonly unknown[]
  ? Value
  : string extends keyof Value
    ? Value
    : { readonly [Name in keyof Value]?: Changes<NonNullable<Value[Name]>> };

/** What is to differ from the usual behaviours: any switch alone, on any level. */
export type BehaviourChanges = Changes<Behaviours>;

type Group = Readonly<Record<string, unknown>>;

/**
 * The usual behaviours with others laid over them, member by member on every level; what is undefined stays as usual.
 *
 * Throws for a name that no behaviour has and for a value that the behaviour does not take, and names the nearest right
 * spelling.
 */
export function behavioursWith(changes: BehaviourChanges = {}): Behaviours {
  check(changes, exampleBehaviours(), BEHAVIOUR_CHOICES, []);
  return laidOver(
    usualBehaviours() as unknown as Group,
    structuredClone(changes) as Group,
    [],
  ) as unknown as Behaviours;
}

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function laidOver(usual: Group, changes: Group, path: readonly string[]): Group {
  const result: Record<string, unknown> = { ...usual };
  for (const [name, value] of Object.entries(changes)) {
    const old = usual[name];
    const inside = [...path, name];
    const isWhole = !isGroup(value) || !isGroup(old) || isByMerchantId(inside);
    if (value !== undefined) result[name] = isWhole ? value : laidOver(old, value, inside);
  }
  return result;
}

/** Throws unless a value can stand where the example does. */
function check(value: unknown, example: unknown, choices: unknown, path: readonly string[]): void {
  if (value === undefined) return;
  if (isByMerchantId(path)) checkMap(value, path);
  else if (isGroup(example)) checkGroup(value, example, isGroup(choices) ? choices : {}, path);
  else checkValue(value, example, isGroup(choices) ? Object.keys(choices) : [], path);
}

function checkValue(value: unknown, example: unknown, words: readonly string[], path: readonly string[]): void {
  const takesList = Array.isArray(example) || ALSO_LISTS.includes(dotted(path));
  if (takesList && Array.isArray(value) && value.every((item) => typeof item === "string")) return;
  // Where a list has a word beside it, the example is the list.
  const type = Array.isArray(example) ? "string" : typeof example;
  const isAnyOfType = words.length === 0 && !Array.isArray(example);
  if (typeof value === type && !Number.isNaN(value) && (isAnyOfType || words.includes(String(value)))) return;
  const takes = [...words, ...(isAnyOfType ? [TYPES[type]] : []), ...(takesList ? ["a list of texts"] : [])].join(", ");
  const near = suggestion(nearest(String(value), words));
  throw new Error(`the behaviour ${dotted(path)} of the sandbox takes ${takes}, not ${JSON.stringify(value)}${near}`);
}

function checkGroup(value: unknown, example: Group, choices: Group, path: readonly string[]): void {
  if (!isGroup(value)) {
    const whose = path.length === 0 ? "the behaviours" : `the behaviour ${dotted(path)}`;
    throw new Error(`${whose} of the sandbox must be an object with members, not ${JSON.stringify(value)}`);
  }
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(example, name)) throw unknownName(name, example, path);
    check(member, example[name], choices[name], [...path, name]);
  }
}

/** A map from merchant ids: every value as complete as the example. */
function checkMap(value: unknown, path: readonly string[]): void {
  if (!isGroup(value))
    throw new Error(`the behaviour ${dotted(path)} of the sandbox must be an object by merchant ids`);
  const example = BY_MERCHANT_ID[dotted(path)];
  for (const [merchant, item] of Object.entries(value)) {
    const place = [...path, merchant];
    if (item === undefined) throw new Error(`the behaviour ${dotted(place)} of the sandbox has no value`);
    check(item, example, {}, place);
    const lacking = isGroup(example)
      ? Object.keys(example).find((name) => (item as Group)[name] === undefined)
      : undefined;
    if (lacking !== undefined) throw new Error(`the behaviour ${dotted(place)} of the sandbox lacks ${lacking}`);
  }
}

/** A name may be misspelt where it stands, or stand on the wrong level. */
function unknownName(name: string, example: Group, path: readonly string[]): Error {
  const sibling = nearest(name, Object.keys(example));
  const elsewhere = everyPath(exampleBehaviours()).find((known) => known.at(-1) === name);
  const near = sibling === undefined ? elsewhere : [...path, sibling];
  return new Error(`the sandbox has no such behaviour: ${dotted([...path, name])}${suggestion(near && dotted(near))}`);
}

function everyPath(group: object, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(group).flatMap(([name, value]) => [
    [...path, name],
    ...(isGroup(value) ? everyPath(value, [...path, name]) : []),
  ]);
}

const TYPES: Readonly<Record<string, string>> = { boolean: "true, false", number: "a number", string: "a text" };

function isByMerchantId(path: readonly string[]): boolean {
  return Object.hasOwn(BY_MERCHANT_ID, dotted(path));
}

function dotted(path: readonly string[]): string {
  return path.join(".");
}

function suggestion(near: string | undefined): string {
  return near === undefined ? "" : `; did you mean ${near}?`;
}
