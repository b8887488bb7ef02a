import { scryptSync } from "node:crypto";
import { isObject, type Json, type JsonObject } from "./json.ts";

/**
 * Who is named by personal fields, such as an openid. Beyond this value, and beyond the request that carries them,
 * nothing of a run knows people otherwise than by stand-ins: `person:3f9a1c02d4e5`.
 */
export interface People {
  /** Those of one account, by what its state is bound to. */
  of(identity: string): AccountPeople;
}

/** The people whom documents and variables name to one account. */
export interface AccountPeople {
  /**
   * What stands for a person, the same in every run, and another one in every account: nobody can see that two accounts
   * list the same person.
   */
  standIn(text: string, source: PersonSource): string;
  /** A body with the people themselves in the place of their stand-ins, right before it is sent. */
  revealed(body: JsonObject): JsonObject;
  /**
   * The answer of a call about people with stand-ins in the place of everybody whom it lists, also of those whom nobody
   * has named: a platform may write a name otherwise than it was asked, or list somebody else.
   */
  answered(body: JsonObject): JsonObject;
  /** Anything else, such as what is wrong, with stand-ins in the place of people who are known. */
  concealed<Value extends Json>(value: Value): Value;
}

/** Where what names a person was read: what came from a variable stands in no file. */
export type PersonSource = "file" | "variable";

/** Told of every text that names a person, as soon as it is known. */
export type LearnPerson = (text: string, source: PersonSource) => void;

/** How stand-ins look. No openid and no name of Weixin has a colon. */
const mark = "person:";
const form = /^person:[0-9a-f]{12}$/;

/** Six bytes: among the few people of an account two will not meet. */
const bytes = 6;

/**
 * What testing one guess costs: some milliseconds, so that whoever reads a state cannot try all names of a list in a
 * moment. Whoever has a name in mind can test it all the same.
 */
const cost = { N: 1024, r: 8, p: 1 } as const;

/** People of a run; nobody at first. */
export function people(learn: LearnPerson = () => {}): People {
  const accounts = new Map<string, AccountPeople>();
  return {
    of: (identity) => {
      const own = accounts.get(identity) ?? peopleOf(identity, learn);
      accounts.set(identity, own);
      return own;
    },
  };
}

function peopleOf(identity: string, learn: LearnPerson): AccountPeople {
  const standIns = new Map<string, string>();
  const texts = new Map<string, string>();
  let pattern: RegExp | undefined;
  const standIn: AccountPeople["standIn"] = (text, source) => {
    const before = standIns.get(text);
    if (before !== undefined) return before;
    const made = `${mark}${scryptSync(text, `wxcards person ${identity}`, bytes, cost).toString("hex")}`;
    standIns.set(text, made);
    texts.set(made, text);
    pattern = undefined;
    learn(text, source);
    return made;
  };
  const concealed = <Value extends Json>(value: Value): Value => {
    if (standIns.size === 0) return value;
    pattern ??= anyOf([...standIns.keys()]);
    const words = pattern;
    return mapTexts(value, (text) => text.replace(words, (found) => standIns.get(found) ?? mark));
  };
  return {
    standIn,
    revealed: (body) => mapTexts(body, (text) => (form.test(text) ? personBehind(texts, text) : text)),
    answered: (body) => {
      const listed = (text: string) => (text === "" ? text : standIn(text, "variable"));
      return mapMembers(body, { listed, other: concealed });
    },
    concealed,
  };
}

/** A stand-in that nobody knows the person of would go to the platform as it is, and throw that person out. */
function personBehind(texts: ReadonlyMap<string, string>, standIn: string): string {
  const text = texts.get(standIn);
  if (text === undefined) throw new Error(`nobody knows who ${standIn} is`);
  return text;
}

/** Any of some texts, where it is no part of a longer word; the longest first. */
function anyOf(texts: readonly string[]): RegExp {
  const escaped = texts
    .filter((text) => text !== "")
    .toSorted((a, b) => b.length - a.length)
    .map((text) => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
  return new RegExp(`(?<![\\w-])(?:${escaped.join("|")})(?![\\w-])`, "g");
}

function mapTexts<Value extends Json>(value: Value, change: (text: string) => string): Value;
function mapTexts(value: Json, change: (text: string) => string): Json {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => mapTexts(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, mapTexts(member, change)]));
}

/** What stands in no list, such as `errmsg`, are words of the platform. */
interface OfAnswer {
  listed(text: string): string;
  other(text: string): string;
}

function mapMembers(value: JsonObject, change: OfAnswer): JsonObject {
  const members = Object.entries(value).map(([key, member]) => {
    if (isObject(member)) return [key, mapMembers(member, change)];
    return [key, mapTexts(member, Array.isArray(member) ? change.listed : change.other)];
  });
  return Object.fromEntries(members);
}
