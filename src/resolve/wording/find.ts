import type { HouseWords } from "../../model/house-words.ts";
import type { Wording } from "../../model/policy.ts";
import type { WordingCode } from "../../model/problems/wording.ts";
import { type DatesInput, datesOver } from "./dates.ts";
import { type WordingRule, wordingRules } from "./rules.ts";

/** Words of a text that a rule is about. */
export interface WordingFound {
  readonly code: WordingCode;
  /** As they stand in the text. */
  readonly found: string;
  /** Where they begin, in UTF-16 units. */
  readonly index: number;
}

/** What finding words needs besides the text. */
export interface FindInput {
  readonly scope: Wording;
  readonly house?: HouseWords | undefined;
  /** Absent where no clock may enter. */
  readonly dates?: DatesInput | undefined;
}

/** One pattern for all rules of a scope: almost no text fits it, and then nothing else is asked of that text. */
const anyOf: Readonly<Record<Wording, RegExp>> = {
  title: together(wordingRules),
  text: together(wordingRules.filter(({ scope }) => scope === "text")),
};

const single = new Map(wordingRules.map((rule) => [rule, new RegExp(rule.words.join("|"), "gi")]));

/**
 * One pattern that minds cases, for texts with small letters: one that ignores them is made ready in two milliseconds,
 * and each start waits for it. The letters of the rules are those of ASCII, which no other letter is taken for.
 */
function together(rules: readonly WordingRule[]): RegExp {
  const small = (word: string) => word.replace(/\\.|[A-Z]/g, (part) => (part.length === 1 ? part.toLowerCase() : part));
  return new RegExp(rules.flatMap(({ words }) => words.map(small)).join("|"));
}

function withSmallLetters(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
}

/** The words of a text that rules are about, each once, in the order of the text. */
export function wordingIn(text: string, { scope, house, dates }: FindInput): readonly WordingFound[] {
  const isHouse = house?.any.test(text) === true;
  const isDated = dates !== undefined && text.includes("20");
  const found: WordingFound[] = isClean(text, scope) ? [] : byRules(text, scope);
  if (!isHouse && !isDated) return found.length === 0 ? none : found.filter(isFirst).sort((a, b) => a.index - b.index);
  if (isHouse) found.push(...matches(text, house.each).map((match) => ({ code: "wording-house" as const, ...match })));
  if (isDated)
    found.push(...datesOver(text, scope, dates).map((match) => ({ code: "wording-date-over" as const, ...match })));
  return found.filter(isFirst).sort((a, b) => a.index - b.index);
}

const none: readonly WordingFound[] = [];

/** True for a text that no rule is about. Cards of one house share most of their texts, which are looked at once. */
function isClean(text: string, scope: Wording): boolean {
  const known = clean[scope];
  if (known.has(text)) return true;
  if (anyOf[scope].test(withSmallLetters(text))) return false;
  // Texts of other documents must not pile up.
  if (known.size >= mostKnown) known.clear();
  known.add(text);
  return true;
}

const clean: Readonly<Record<Wording, Set<string>>> = { title: new Set(), text: new Set() };
const mostKnown = 2000;

function byRules(text: string, scope: Wording): WordingFound[] {
  return [...single]
    .filter(([rule]) => scope === "title" || rule.scope === "text")
    .flatMap(([{ code }, pattern]) => matches(text, pattern).map((match) => ({ code, ...match })));
}

function matches(text: string, pattern: RegExp): { found: string; index: number }[] {
  return [...text.matchAll(pattern)].flatMap(({ 0: found, index }) => (found === "" ? [] : [{ found, index }]));
}

/** The same words are told once a text. */
function isFirst({ code, found }: WordingFound, index: number, all: readonly WordingFound[]): boolean {
  return all.findIndex((other) => other.code === code && other.found === found) === index;
}
