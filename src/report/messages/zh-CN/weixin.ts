import type { WeixinArgs } from "../../../model/problems/platform.ts";
import { weixinCode } from "../../../platform/weixin/codes.ts";
import { callName, has, text } from "../args.ts";
import type { ArgsInContext, CodeWords, Words } from "../language.ts";
import { a, clause, joined, withVariables } from "./phrases.ts";
import { raw } from "./platform.ts";
import { weixinCodeWords } from "./weixin-codes/weixin-codes.ts";

/** For every `weixin-<errcode>`: the meaning in plain words, the platform's own text in full, and the way out. */
export const weixin: Words<ArgsInContext<WeixinArgs>> = {
  about: "平台拒绝了调用。编号就是平台的 `errcode`；各错误码在这里的含义和处理办法见[微信错误码](weixin-codes.md)。",
  message: (args) => {
    const known = wordsOf(args);
    const isBusy = weixinCode(errcodeOf(args)).class === "busy";
    const account = has(args.account) ? `账号 ${text(args.account)} 的` : "";
    const call = joined(account, callName(args.call, ""), "调用");
    // Busy is no refusal: a write may have been carried out all the same.
    const outcome = isBusy ? "没有得到明确的答复" : "被拒绝";
    if (!has(args.item)) return `${call}${outcome}：${clause(withVariables(known.meaning, args))}${raw(args)}`;
    return `${joined(call, "中的", args.words.item[0], text(args.item), outcome)}：${reason(args)}${raw(args)}`;
  },
  hint: (args) => {
    const first = specific(args) ?? wayOut(args);
    // What is known of 72004 in general is how to find out what the answer has named.
    const general =
      first !== undefined && errcodeOf(args) === 72004 ? undefined : clause(withVariables(wordsOf(args).todo, args));
    return [first, general].filter((line) => line !== undefined).join("\n");
  },
};

/** Why one item was refused: an object that holds it says more than the words of any code. */
function reason(args: ArgsInContext<WeixinArgs>): string {
  const held = holder(args);
  const meaning = clause(withVariables(wordsOf(args).meaning, args));
  if (held === undefined) return meaning;
  return errcodeOf(args) === 72004
    ? joined("它已在", held, "中")
    : `${meaning}；${joined(`该${args.words.item[0]}已在`, held, "中")}`;
}

/** The object that has the item already, as far as the answer names it. */
function holder(args: ArgsInContext<WeixinArgs>): string | undefined {
  const [object] = args.words.object;
  const named = has(args.occupantId) ? joined(object, text(args.occupantId)) : undefined;
  const gives = has(args.occupantGives) ? `（给出 ${text(args.occupantGives)}）` : "";
  if (args.own === true) return `${joined("本账号的", named ?? a(object))}${gives}`;
  if (has(args.occupant)) return `${joined(`AppID ${text(args.occupant)} 的`, named ?? a(object))}${gives}`;
  return named;
}

/** What to do about the object that has the item already, when the answer names that object or its account. */
function wayOut(args: ArgsInContext<WeixinArgs>): string | undefined {
  const held = has(args.item) ? holder(args) : undefined;
  if (held === undefined) return undefined;
  const {
    object: [object],
    item: [item],
  } = args.words;
  const named = has(args.occupantId) ? joined(object, text(args.occupantId)) : `该${object}`;
  if (has(args.manager)) return `本项目的 ${text(args.manager)} 已有它：从两份文档中的一份去掉该${item}，再重新应用`;
  if (args.own === true && has(args.occupantGives))
    return `该${item}由平台的旧协议占用，无法导入：在当初设置它的地方去掉，再重新应用`;
  if (args.own === true)
    return `${joined("用 `wxcards import` 导入", named)}，并且只在一份文档中保留该${item}；或${joined("从", named, "中")}去掉它`;
  const out = `；否则从本文档中去掉该${item}，或在 \`allow\` 中以 \`what: occupied\` 列出`;
  if (has(args.occupant)) return `${joined(`让 AppID ${text(args.occupant)} 删除`, named)}，再重新应用${out}`;
  return `${joined("查明", named, "属于谁")}：属于其他 AppID 的须由对方删除，属于本账号的可以导入${out}`;
}

/** What is known of the code, for the call that was answered with it. */
function wordsOf(args: ArgsInContext<WeixinArgs>): CodeWords {
  return weixinCodeWords(errcodeOf(args), text(args.call, ""));
}

function errcodeOf(args: ArgsInContext<WeixinArgs>): number {
  return Number(args.errcode);
}

/** What this one answer adds to what is known of its code. */
function specific(args: ArgsInContext<WeixinArgs>): string | undefined {
  const address = text(args.address, "");
  if (/[x*]/i.test(address)) return `平台只显示了地址的一部分（${address}）：不要直接粘贴，先查到完整的地址`;
  if (address !== "") return `要添加的地址：${address}`;
  const key = text(args.field, text(args.key, ""));
  return errcodeOf(args) === 47001 && key !== "" ? `平台解析到 ${key} 时停止` : undefined;
}
