import type { CodeView } from "../model/code.ts";
import { asText, type Json } from "../model/json.ts";
import type { FormAnswer, HeldView, MemberView } from "../model/member.ts";
import type { Language } from "./messages/language.ts";

type MemberWords = Language["results"]["member"];

/** A word of the catalogue for a word of the platform's; what nobody knows yet is shown as it came. */
function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] as string) : name;
}

/** A state of a code in words, with the platform's own behind it. */
export function stateText(status: string, words: MemberWords): string {
  const known = wordOf(words.states, status);
  return known === status ? status : `${known} (${status})`;
}

/** What a field of the form is called: one that the platform knows by a word of ours, others by the merchant's. */
export function fieldLabel(id: string, words: MemberWords): string {
  return wordOf(words.fields, id.replace(/^USER_FORM_INFO_FLAG_/, ""));
}

/** One member as rows: what it is, and what is known of it. */
export function memberRows(member: MemberView, words: MemberWords): readonly (readonly [string, string])[] {
  const { rows } = words;
  const { canConsume, active, bonus, balance, membershipNumber, openid } = member;
  const some = (label: string, value: string | undefined): (readonly [string, string])[] =>
    value === undefined ? [] : [[label, value]];
  return [
    [rows.state, stateText(member.status, words)],
    ...some(rows.canConsume, truthText(canConsume, words)),
    ...some(rows.active, truthText(active, words)),
    [rows.validity, validityText(member, words)],
    ...some(rows.bonus, numberText(bonus)),
    ...some(rows.balance, balance === undefined ? undefined : words.asReported(asText(balance))),
    ...some(rows.membershipNumber, membershipNumber),
    ...some(rows.openid, openid),
    ...member.form.map((field) => [fieldLabel(field.id, words), answerText(field, words)] as const),
  ];
}

function truthText(value: boolean | undefined, words: MemberWords): string | undefined {
  return value === undefined ? undefined : value ? words.yes : words.no;
}

function numberText(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : asText(value);
}

function validityText({ permanent, begins, ends }: MemberView, words: MemberWords): string {
  return permanent ? words.permanent : words.validity(begins, ends);
}

/** Check boxes have their choices, and an empty value beside them. */
function answerText({ value, values }: FormAnswer, words: MemberWords): string {
  const given = [...(value === "" ? [] : [value]), ...values];
  return given.length === 0 ? words.notFilledIn : given.join(", ");
}

/** What a person holds as rows: the document, the card, the code. */
export function heldRows({ cards }: HeldView, words: MemberWords): readonly (readonly string[])[] {
  return cards.map(({ address, cardId, code }) => [address ?? words.unmanaged, cardId, code]);
}

/** What is said below a view of which something is masked. */
export function maskedNote({ masked }: Pick<MemberView, "masked">, words: MemberWords): readonly string[] {
  return masked ? [words.masked] : [];
}

/** What became of a code as rows: how it ended, and its state before and after. */
export function codeRows(
  { outcome, before, after }: CodeView,
  words: MemberWords,
): readonly (readonly [string, string])[] {
  const { rows, outcomes } = words;
  return [
    [rows.outcome, outcomes[outcome]],
    [rows.before, stateText(before, words)],
    ...(after === undefined ? [] : [[rows.after, stateText(after, words)] as const]),
  ];
}
