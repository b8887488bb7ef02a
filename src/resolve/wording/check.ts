import type { Locate, RawDocument } from "../../model/document.ts";
import type { HouseWords } from "../../model/house-words.ts";
import { isObject, type Json } from "../../model/json.ts";
import type { Kind, KindEntry } from "../../model/kind.ts";
import { inDocument } from "../../model/parts.ts";
import { childPointer, dotted, type Pointer, valueAt } from "../../model/pointer.ts";
import type { FieldPolicy, Wording } from "../../model/policy.ts";
import { type Problem, problem } from "../../model/problem.ts";
import { isOver, writtenConsent } from "../consent.ts";
import { type WordingFound, wordingIn } from "./find.ts";

/** What checking the words of documents needs. */
export interface WordingInput {
  /** The words of the project's own file. */
  readonly house?: HouseWords | undefined;
  /** Milliseconds since 1970, by which consents end. */
  readonly moment: number;
  /** Whether dates in texts are judged as well: no clock may enter a plan. */
  readonly withDates: boolean;
}

/** What a document is checked with. */
interface CheckInput extends WordingInput {
  readonly entry: KindEntry;
  readonly timezone: string;
  readonly locate: Locate;
}

/** The most that is said of one document: more are mended in several runs. */
const mostFindings = 20;

/**
 * Words in texts that go to review or that members read, and that reviews refuse or members should not read: warnings,
 * each at its very characters. Consent `wording` in the document silences them, and is told where nothing needs it.
 */
export function wordingProblems(raw: RawDocument, input: CheckInput): Problem[] {
  if (raw.absent) return [];
  const consents = raw.allow.flatMap((consent, index) => (consent.what === "wording" ? [{ consent, index }] : []));
  const found = foundIn(raw, input);
  if (consents.length === 0) return found;
  const about = { now: input.moment, timezone: input.timezone };
  const isSilenced = consents.some(({ consent }) => !isOver(consent.until, about));
  // What only the clock would tell has nothing to silence where there is none.
  const mayBeUsed = found.length > 0 || !input.withDates;
  const told = consents.flatMap(({ consent, index }) =>
    writtenConsent(consent, { isUsed: mayBeUsed, ...about }, () => ({
      place: input.locate(raw.source, `/allow/${index}`, "value"),
    })),
  );
  return [...(isSilenced ? [] : found), ...told];
}

function foundIn(raw: RawDocument, { entry, house, moment, withDates, timezone, locate }: CheckInput): Problem[] {
  const dates = withDates ? { now: moment, timezone } : undefined;
  const problems: Problem[] = [];
  for (const { pointer, wording } of readFields(entry)) {
    const value = valueAt(raw.spec, pointer);
    if (value === undefined) continue;
    for (const { path, text } of textsAt(value, pointer)) {
      for (const found of wordingIn(text, { scope: wording, house, dates })) {
        if (problems.length === mostFindings) return problems;
        const within = { text: found.found, nth: occurrence(text, found) };
        const place = locate(raw.source, inDocument(path), "value", within);
        problems.push(wordingProblem(found, house, { field: dotted(path) }, { path, place }));
      }
    }
  }
  return problems;
}

function wordingProblem(
  { code, found }: WordingFound,
  house: HouseWords | undefined,
  more: { readonly field: string },
  about: Pick<Problem, "path" | "place">,
): Problem {
  if (code !== "wording-house") return problem(code, { found, ...more }, about);
  const because = house?.because.get(found.toLowerCase());
  return problem(code, { found, file: house?.file ?? "", because, ...more }, about);
}

/** The fields of a kind that members read. */
function readFields({ kind, policies }: KindEntry): readonly ReadField[] {
  // Looked through once a kind: there may be thousands of documents.
  const known = fieldsOf.get(kind) ?? [...policies.values()].filter(isRead);
  fieldsOf.set(kind, known);
  return known;
}

type ReadField = FieldPolicy & { readonly wording: Wording };

const fieldsOf = new WeakMap<Kind, readonly ReadField[]>();

function isRead(policy: FieldPolicy): policy is ReadField {
  return policy.wording !== undefined;
}

/** The texts of a field; of a list all that stand in it, but for addresses of pages and pictures. */
function textsAt(value: Json, path: Pointer): readonly { readonly path: Pointer; readonly text: string }[] {
  if (typeof value === "string") return [{ path, text: value }];
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, at) => itemTexts(item, childPointer(path, at)));
  return isObject(value) ? itemTexts(value, path) : [];
}

function itemTexts(item: Json, path: Pointer): readonly { readonly path: Pointer; readonly text: string }[] {
  if (!isObject(item)) return textsAt(item, path).filter(({ text }) => !/^https?:\/\//i.test(text));
  return Object.entries(item).flatMap(([key, member]) => itemTexts(member, childPointer(path, key)));
}

/** Which of its occurrences in the text it is, from 0. */
function occurrence(text: string, { found, index }: WordingFound): number {
  return text.slice(0, index).split(found).length - 1;
}
