import { credentialVariable } from "../model/credential.ts";
import type { Locate, RawDocument } from "../model/document.ts";
import type { Json, JsonObject } from "../model/json.ts";
import { isObject } from "../model/json.ts";
import type { KindEntry } from "../model/kind.ts";
import { inDocument } from "../model/parts.ts";
import type { AccountPeople, People } from "../model/people.ts";
import { valueAt, withValue } from "../model/pointer.ts";
import type { FieldPolicy } from "../model/policy.ts";
import { type Problem, problem } from "../model/problem.ts";
import type { Account } from "../model/project.ts";
import type { FoundVariable, PersonalVariables } from "../model/world.ts";
import { personalFields } from "../schema/personal-fields.ts";
import { takes } from "../schema/takes.ts";

/** Where people come from, and how they are called from then on. */
export interface PeopleInput {
  readonly people: People;
  readonly variables: PersonalVariables;
  /** True where others have copies of the repository. */
  readonly isShared: boolean;
}

/** What the people of a document are found with. */
export interface PeopleOfDocument extends PeopleInput {
  readonly entry: KindEntry;
  readonly locate: Locate;
  /** Undefined where nobody knows whose document it is. */
  readonly account: Account | undefined;
}

/** The values of a document with stand-ins for people, and what is wrong with where the people come from. */
export interface WithStandIns {
  readonly spec: JsonObject;
  readonly problems: readonly Problem[];
}

/**
 * Puts stand-ins into the place of people, those of the document and those of variables: nothing behind this knows a
 * person. A list comes from one place: both would be two truths.
 */
export function withStandIns(raw: RawDocument, input: PeopleOfDocument): WithStandIns {
  const { people, account, entry } = input;
  const own = people.of(account?.identity ?? "");
  let { spec } = raw;
  const problems: Problem[] = [];
  let isSilent = true;
  for (const policy of personalFields(entry)) {
    const { pointer, personal: word = "" } = policy;
    const declared = valueAt(spec, pointer);
    const found = account === undefined ? undefined : input.variables(account, word);
    if (declared !== undefined || found !== undefined) isSilent = false;
    if (declared !== undefined) {
      spec = withValue(spec, pointer, standInsOf(declared, own));
      problems.push(...ofDeclared(raw, declared, { ...input, policy, found }));
      continue;
    }
    if (found === undefined) continue;
    const given = namesIn(found);
    const wrong = malformed(given, found, policy, input.entry);
    problems.push(...wrong);
    // What is wrong in a variable is told without a word of it, and nothing of it is taken.
    const taken = wrong.length > 0 ? [] : given.map((text) => own.standIn(text, "variable"));
    spec = withValue(spec, pointer, taken);
  }
  if (isSilent && account !== undefined) problems.push(unsaid(raw, account, input));
  return { spec, problems };
}

function unsaid({ source, kind }: RawDocument, account: Account, { entry, locate }: PeopleOfDocument): Problem {
  const words = personalFields(entry).flatMap(({ personal = [] }) => personal);
  const variables = words.map((word) => credentialVariable(account.name, word));
  return problem("people-unsaid", { variables }, { kind, place: locate(source, inDocument(""), "key") });
}

/** Every text below a value becomes a stand-in, also where its shape is wrong. */
function standInsOf(value: Json, own: AccountPeople): Json {
  if (typeof value === "string") return own.standIn(value, "file");
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => standInsOf(item, own));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [own.standIn(key, "file"), standInsOf(member, own)]),
  );
}

/** What is to be said of people who stand in a file. */
function ofDeclared(
  { source, kind }: RawDocument,
  declared: Json,
  {
    policy: { pointer, personal: word = "" },
    found,
    account,
    locate,
    isShared,
  }: PeopleOfDocument & { readonly policy: FieldPolicy; readonly found: FoundVariable | undefined },
): Problem[] {
  const place = () => locate(source, inDocument(pointer), "key");
  if (found !== undefined)
    return [problem("people-said-twice", { variable: found.variable }, { kind, path: pointer, place: place() })];
  const count = Array.isArray(declared) ? declared.length : 0;
  if (!isShared || count === 0 || account === undefined) return [];
  const args = { count, variable: credentialVariable(account.name, word) };
  return [problem("person-in-file", args, { kind, path: pointer, place: place() })];
}

/** The people that a variable names, between commas or blanks, those of Chinese keyboards too. */
function namesIn({ text }: FoundVariable): readonly string[] {
  return text.split(/[\s,;，、；]+/u).filter((part) => part !== "");
}

function malformed(
  given: readonly string[],
  { variable }: FoundVariable,
  { pointer }: FieldPolicy,
  entry: KindEntry,
): Problem[] {
  const wrong = (index: number, reason: "form" | "twice" | "many") =>
    problem("person-variable-malformed", { variable, position: index + 1, reason });
  const form = given.findIndex((text) => !takes(entry, pointer, [text]));
  if (form !== -1) return [wrong(form, "form")];
  const twice = given.findIndex((text, index) => given.indexOf(text) < index);
  if (twice !== -1) return [wrong(twice, "twice")];
  const fitting = given.findIndex((_text, index) => !takes(entry, pointer, given.slice(0, index + 1)));
  return fitting === -1 ? [] : [wrong(fitting, "many")];
}
