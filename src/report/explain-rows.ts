import type { FieldFacts } from "../model/explanation.ts";
import { dotted } from "../model/pointer.ts";
import type { ValueShape } from "../model/policy.ts";
import type { FieldDescriptions } from "./messages/field-words.ts";

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
export function fieldRows(facts: FieldFacts, say: FieldDescriptions): Row[] {
  const { policy, call, words } = facts;
  if (policy === undefined) return [["source", words.source]];
  const shape = words.shape ?? { types: policy.types };
  return [
    ["type", say.typeWords(shape)],
    ...shapeRows(shape, say),
    ...row("unit", say.unitWords(policy)),
    ...row("reference", policy.ref === undefined ? undefined : say.referenceWords(policy.ref)),
    ["required", say.requiredWords(policy)],
    ["change", say.changeWords(policy)],
    ["call", call === undefined ? "none" : `${call.method} ${call.path} (${call.operation})`],
    ...row("sent", say.atomWords(policy)),
    ["review", say.reviewWords(policy)],
    ["money", say.moneyWords(policy)],
    ["null", say.clearWords(policy)],
    ["reads back", say.readbackWords(policy)],
    ["compared", say.sameWords(policy)],
    ["source", words.source],
  ];
}

function shapeRows(shape: ValueShape, say: FieldDescriptions): Row[] {
  const values = shape.values ?? shape.item?.values;
  const examples = shape.examples ?? shape.item?.examples;
  const limits = say.limitWords(shape);
  return [
    ...row("limit", limits.length === 0 ? undefined : limits.join("; ")),
    ...row("values", values === undefined ? undefined : say.valueWords(values)),
    ...row("examples", examples === undefined ? undefined : say.valueWords(examples)),
    ...(shape.item === undefined ? [] : [["item", shape.item.description] as const]),
    ...(shape.item?.members ?? []).map((member): Row => {
      const taken = member.values === undefined ? [] : [say.valueWords(member.values)];
      const facts = [
        say.typeWords(member),
        ...say.limitWords(member),
        ...taken,
        ...(member.required ? ["required"] : []),
      ];
      return [`  ${member.key}`, `${facts.join("; ")}. ${member.description}`];
    }),
  ];
}

function row(label: string, text: string | undefined): Row[] {
  return text === undefined ? [] : [[label, text]];
}
