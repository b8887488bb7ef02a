import type { FieldFacts } from "../model/explanation.ts";
import { dotted } from "../model/pointer.ts";
import type { ValueShape } from "../model/policy.ts";
import type { Language } from "./messages/language.ts";

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
export function fieldRows(facts: FieldFacts, language: Language): Row[] {
  const { policy, call, words } = facts;
  const { fields: say, results } = language;
  const { explainRows: labels } = results;
  if (policy === undefined) return [[labels.source, words.source]];
  const shape = words.shape ?? { types: policy.types };
  return [
    [labels.type, say.typeWords(shape)],
    ...shapeRows(shape, language),
    ...row(labels.unit, say.unitWords(policy)),
    ...row(labels.reference, policy.ref === undefined ? undefined : say.referenceWords(policy.ref)),
    [labels.required, say.requiredWords(policy)],
    [labels.change, say.changeWords(policy)],
    [labels.call, call === undefined ? labels.noCall : `${call.method} ${call.path} (${call.operation})`],
    ...row(labels.sent, say.atomWords(policy)),
    [labels.review, say.reviewWords(policy)],
    [labels.money, say.moneyWords(policy)],
    [labels.null, say.clearWords(policy)],
    [labels.readsBack, say.readbackWords(policy)],
    [labels.compared, say.sameWords(policy)],
    [labels.source, words.source],
  ];
}

function shapeRows(shape: ValueShape, { fields: say, results }: Language): Row[] {
  const { explainRows: labels } = results;
  const values = shape.values ?? shape.item?.values;
  const examples = shape.examples ?? shape.item?.examples;
  const limits = say.limitWords(shape);
  return [
    ...row(labels.limit, limits.length === 0 ? undefined : limits.join(labels.semicolon)),
    ...row(labels.values, values === undefined ? undefined : say.valueWords(values)),
    ...row(labels.examples, examples === undefined ? undefined : say.valueWords(examples)),
    ...(shape.item === undefined ? [] : [[labels.item, shape.item.description] as const]),
    ...(shape.item?.members ?? []).map((member): Row => {
      const taken = member.values === undefined ? [] : [say.valueWords(member.values)];
      const facts = [
        say.typeWords(member),
        ...say.limitWords(member),
        ...taken,
        ...(member.required ? [labels.isRequired] : []),
      ];
      return [`  ${member.key}`, `${facts.join(labels.semicolon)}${labels.stop}${member.description}`];
    }),
  ];
}

function row(label: string, text: string | undefined): Row[] {
  return text === undefined ? [] : [[label, text]];
}
