import type { MemberErrcode } from "../../../../platform/weixin/codes-member.ts";
import type { CodeWords } from "../../language.ts";

/** Codes about one member. */
// biome-ignore format: a table, three lines a row
export const memberWords = {
  40003: {
    meaning: "The platform does not know this openid in this account.",
    todo: "Check that the openid is one of this account: every account, and every mini program, has others for the same person." },
  40056: {
    meaning: "Nobody has taken a card with this code, or it has gone on to somebody else and has another code now; of a custom code it may also be that it belongs to another card.",
    todo: "Compare the code letter by letter, and --card with the card it was taken from; `wxcards member --openid OPENID` lists the codes that a person holds now." },
  40099: {
    meaning: "The code has been used up (核销), and takes no further call.",
    todo: "Look at its state with `wxcards member CODE --card ADDRESS`; somebody who is to have a card again takes a new one." },
  40127: {
    meaning: "The card of this member is not in use: expired, invalid, deleted by the member, given on, or being given on.",
    todo: "Look at its state with `wxcards member CODE --card ADDRESS`, which says which of these it is." },
} as const satisfies Readonly<Record<MemberErrcode, CodeWords>>;
