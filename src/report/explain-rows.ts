import type { FieldFacts } from "../model/explanation.ts";
import { dotted } from "../model/pointer.ts";
import type { ValueShape } from "../model/policy.ts";
import { fieldWords } from "./messages/field-words.ts";

const { atomWords, changeWords, clearWords, limitWords, readbackWords, sameWords, typeWords, unitWords, valueWords } =
  fieldWords;

/** One line of an explanation: what it is about, and what is said of it. */
export type Row = readonly [label: string, text: string];

/** `MemberCard.base_info.title`. */
export function fullName(facts: FieldFacts): string {
  return `${facts.kind}.${dotted(facts.pointer)}`;
}

/**
 * Everything that is known of a field, in the order in which people ask: what it takes, whether it may change and how,
 * how it reads back, who says so.
 */
export function fieldRows(facts: FieldFacts): Row[] {
  const { policy, call, words } = facts;
  if (policy === undefined) return [["source", words.source]];
  const shape = words.shape ?? { types: policy.types };
  return [
    ["type", typeWords(shape)],
    ...shapeRows(shape),
    ...row("unit", unitWords(policy)),
    ...row("reference", policy.ref === undefined ? undefined : fieldWords.referenceWords(policy.ref)),
    ["required", fieldWords.requiredWords(policy)],
    ["change", changeWords(policy)],
    ["call", call === undefined ? "none" : `${call.method} ${call.path} (${call.operation})`],
    ...row("sent", atomWords(policy)),
    ["review", fieldWords.reviewWords(policy)],
    ["money", fieldWords.moneyWords(policy)],
    ["null", clearWords(policy)],
    ["reads back", readbackWords(policy)],
    ["compared", sameWords(policy)],
    ["source", words.source],
  ];
}

function shapeRows(shape: ValueShape): Row[] {
  const values = shape.values ?? shape.item?.values;
  const examples = shape.examples ?? shape.item?.examples;
  const limits = limitWords(shape);
  return [
    ...row("limit", limits.length === 0 ? undefined : limits.join("; ")),
    ...row("values", values === undefined ? undefined : valueWords(values)),
    ...row("examples", examples === undefined ? undefined : valueWords(examples)),
    ...(shape.item === undefined ? [] : [["item", shape.item.description] as const]),
    ...(shape.item?.members ?? []).map((member): Row => {
      const taken = member.values === undefined ? [] : [valueWords(member.values)];
      const facts = [typeWords(member), ...limitWords(member), ...taken, ...(member.required ? ["required"] : [])];
      return [`  ${member.key}`, `${facts.join("; ")}. ${member.description}`];
    }),
  ];
}

function row(label: string, text: string | undefined): Row[] {
  return text === undefined ? [] : [[label, text]];
}
