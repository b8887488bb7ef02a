import type { MemberErrcode } from "../../../../platform/weixin/codes-member.ts";
import type { CodeWords } from "../../language.ts";

/** Codes about one member. */
// biome-ignore format: a table, three lines a row
export const memberWords = {
  40003: {
    meaning: "平台在此账号中找不到这个 openid。",
    todo: "检查 openid 是否属于此账号：同一个人在每个账号、每个小程序里的 openid 都不同。" },
  40056: {
    meaning: "没有人领取过带有这个 code 的卡，或者卡已转赠给他人并换了 code；若是自定义 code，也可能属于另一张会员卡。",
    todo: "逐字核对 code，并核对 --card 是不是领取时的那张会员卡；`wxcards member --openid OPENID` 会列出此人现在持有的 code。" },
  40099: {
    meaning: "这个 code 已经核销，不再接受其他调用。",
    todo: "用 `wxcards member CODE --card ADDRESS` 查看它的状态；要再持有会员卡，须重新领取。" },
  40127: {
    meaning: "这个会员的卡不在使用中：已过期、已失效、已被会员删除、已转赠或正在转赠。",
    todo: "用 `wxcards member CODE --card ADDRESS` 查看它的状态，会说明是其中哪一种。" },
} as const satisfies Readonly<Record<MemberErrcode, CodeWords>>;
