import { defined } from "../../model/defined.ts";
import {
  type CodeReading,
  type FormAnswer,
  hiddenText,
  type MemberView,
  maskedCode,
  type Shown,
} from "../../model/member.ts";
import { instantIso } from "../../schema/instant.ts";

/** What a view of a member is made from. */
export interface MemberInput {
  readonly address: string;
  readonly code: string;
  /** Both answers as one. */
  readonly reading: CodeReading;
  readonly timezone: string;
}

/** A member with personal texts masked, and whole. */
export function memberView(input: MemberInput): Shown<MemberView> {
  return { masked: viewOf(input, "masked"), whole: viewOf(input, "whole") };
}

function viewOf({ address, code, reading, timezone }: MemberInput, manner: "masked" | "whole"): MemberView {
  const { openid, membershipNumber, status = "", canConsume, active, bonus, balance, form = [] } = reading;
  const text = manner === "masked" ? mask : itself;
  const instant = (seconds: number | undefined) =>
    seconds === undefined ? undefined : instantIso(seconds * 1000, timezone);
  return {
    address,
    code: manner === "masked" ? maskedCode(code) : code,
    status,
    permanent: reading.permanent === true,
    form: form.map(({ id, value, values }): FormAnswer => ({ id, value: text(value), values: values.map(text) })),
    masked: manner === "masked",
    ...defined({
      openid: openid === undefined ? undefined : text(openid),
      membershipNumber: membershipNumber === undefined ? undefined : text(membershipNumber),
      ...{ canConsume, active, bonus, balance },
      begins: instant(reading.begins),
      ends: instant(reading.ends),
    }),
  };
}

/** That nothing was filled in is said of a form, and not of a person. */
function mask(text: string): string {
  return text === "" ? "" : hiddenText;
}

function itself(text: string): string {
  return text;
}
