import { defined } from "../../../model/defined.ts";
import type { JsonObject } from "../../../model/json.ts";
import { heldFormat } from "../../../model/member.ts";
import { underJsonNames } from "../../json-names.ts";
import { fieldLabel } from "../../member-rows.ts";
import { memberWords } from "../../messages/en/results/member.ts";
import type { CodeResult, HeldResult, MemberResult } from "../../renderer.ts";
import { problemsJson } from "./problems.ts";
import { resultJson } from "./result.ts";

/** One member. */
export function memberJson({ member, problems, kinds }: MemberResult): string {
  const { address, code, openid, status, canConsume, active, begins, ends, permanent } = member;
  const { bonus, balance, membershipNumber, form, masked } = member;
  return resultJson("member", {
    ...{ address, code },
    ...defined({ openid }),
    status,
    ...defined({ can_consume: canConsume, active, begins, ends }),
    permanent,
    ...defined({ bonus, balance, membership_number: membershipNumber }),
    form: form.map(({ id, value, values }) => ({ id, label: fieldLabel(id, memberWords), value, values: [...values] })),
    masked,
    problems: problemsJson(problems, kinds),
  } as JsonObject);
}

/** What a person holds. */
export function heldJson({ held, problems, kinds }: HeldResult): string {
  const cards = held.cards.map((one) => underJsonNames({ ...one }));
  return resultJson(heldFormat, {
    ...{ account: held.account, openid: held.openid, cards, masked: held.masked },
    problems: problemsJson(problems, kinds),
  });
}

/** What became of a code. */
export function codeJson({ view, problems, kinds }: CodeResult): string {
  return resultJson("code", { ...view, problems: problemsJson(problems, kinds) });
}
