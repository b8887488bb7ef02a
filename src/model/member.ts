import type { WireRequest } from "./client.ts";
import type { Json, JsonObject } from "./json.ts";

/** The word in the name of the format of what a person holds. */
export const heldFormat = "member-cards";

/** Stands for a text that belongs to a person. */
export const hiddenText = "***";

/** Fewer characters than this would be half of what they end. */
const leastToEnd = 8;

/** A code as everybody may see it: its last four characters, which a member can compare; none of a short one. */
export function maskedCode(code: string): string {
  const characters = [...code];
  return characters.length < leastToEnd ? hiddenText : `${hiddenText}${characters.slice(-4).join("")}`;
}

/** What a code is by now, as the platform says it in one call. Members are absent where the answer has none. */
export interface CodeReading {
  /** `NORMAL`, `EXPIRE` and their kin; an open word. */
  readonly status?: string;
  readonly canConsume?: boolean;
  /** The card that the answer says it is about. */
  readonly cardId?: string;
  /** Unix seconds of the member's own validity. */
  readonly begins?: number;
  readonly ends?: number;
  /** True for a card that never ends. */
  readonly permanent?: boolean;
  readonly openid?: string;
  readonly bonus?: Json;
  readonly balance?: Json;
  readonly membershipNumber?: string;
  readonly active?: boolean;
  /** What the member has filled in. */
  readonly form?: readonly FormAnswer[];
}

/** One field of the activation form. */
export interface FormAnswer {
  /** `USER_FORM_INFO_FLAG_MOBILE` of a field that the platform knows, else what the merchant has called it. */
  readonly id: string;
  readonly value: string;
  /** The choices of check boxes, which `value` is empty for. */
  readonly values: readonly string[];
}

/** One card that a person holds. */
export interface HeldCode {
  readonly cardId: string;
  readonly code: string;
}

/** How a kind asks for the people who hold its resources. Every answer is about a person: it is never kept. */
export interface MemberCalls {
  /** The state of a code; a state that is out of the ordinary is told and no refusal. */
  code(id: string, code: string): WireRequest;
  /** What is known of the member. */
  person(id: string, code: string): WireRequest;
  /** What a person holds; of one resource only where its id is given. */
  held(openid: string, id?: string): WireRequest;
  /** Makes a code invalid for good; the member reads the reason. */
  invalidate(id: string, code: string, reason: string): WireRequest;
  /** Understands the answers of the first two; undefined when one holds nothing of the sort. */
  readCode(reply: JsonObject): CodeReading | undefined;
  readPerson(reply: JsonObject): CodeReading | undefined;
  readHeld(reply: JsonObject): readonly HeldCode[] | undefined;
  /** Every text of an answer that is about a person: it is kept out of all that is printed or written. */
  personalTexts(reply: JsonObject): readonly string[];
  /** What the answer calls the id that it is about. */
  readonly idName: string;
  /** Codes of refusals that say how a code stands, and nothing that went wrong. */
  readonly stateCodes: readonly string[];
}

/** One field of the form as it is shown. */
export interface MemberField extends FormAnswer {}

/** One member as it is shown, with personal texts masked unless somebody asked for them. */
export interface MemberView {
  readonly address: string;
  readonly code: string;
  readonly openid?: string;
  /** As the platform writes it. */
  readonly status: string;
  readonly canConsume?: boolean;
  readonly active?: boolean;
  /** ISO 8601 with offset. */
  readonly begins?: string;
  readonly ends?: string;
  readonly permanent: boolean;
  readonly bonus?: Json;
  /** As the platform reports it: sources differ on its unit. */
  readonly balance?: Json;
  readonly membershipNumber?: string;
  readonly form: readonly MemberField[];
  readonly masked: boolean;
}

/** One card of a person as it is shown. */
export interface HeldCard {
  /** Absent for one that no document names. */
  readonly address?: string;
  readonly cardId: string;
  readonly code: string;
}

/** What a person holds, as it is shown. */
export interface HeldView {
  readonly account: string;
  readonly openid: string;
  readonly cards: readonly HeldCard[];
  readonly masked: boolean;
}

/** A view as it may be kept, and as it is shown to whoever asked for personal texts. */
export interface Shown<View> {
  readonly masked: View;
  readonly whole: View;
}
