import { callName } from "../args.ts";
import type { Language } from "../language.ts";
import { brand } from "./brand.ts";
import { cards } from "./cards.ts";
import { comment } from "./comment.ts";
import * as fields from "./fields.ts";
import { importing } from "./import.ts";
import { wordsOfKind } from "./kinds.ts";
import { members } from "./member.ts";
import { notes } from "./notes.ts";
import { objects } from "./objects.ts";
import { order } from "./order.ts";
import { people } from "./people.ts";
import { clause, shown } from "./phrases.ts";
import { plan } from "./plan.ts";
import { platform } from "./platform.ts";
import { project } from "./project.ts";
import { pulling } from "./pull.ts";
import { results } from "./results/results.ts";
import { rules } from "./rules.ts";
import { run } from "./run.ts";
import { shape } from "./shape.ts";
import { state } from "./state.ts";
import { branches } from "./state-branch.ts";
import { thirdParty } from "./third-party.ts";
import { vendored } from "./vendored.ts";
import { wechatpay, wechatpayRefusals } from "./wechatpay.ts";
import { wechatpayCodeWords } from "./wechatpay-codes.ts";
import { weixin } from "./weixin.ts";
import { ruleCodeWords, weixinCodeWords } from "./weixin-codes/weixin-codes.ts";
import { wording } from "./wording.ts";
import { yaml } from "./yaml.ts";

/** Everything wxcards says, in Chinese. */
export const chinese: Language = {
  name: "zh-CN",
  results,
  notes,
  fields,
  words: {
    ...yaml.words,
    ...shape.words,
    ...project.words,
    ...rules.words,
    ...cards.words,
    ...plan.words,
    ...objects.words,
    ...brand.words,
    ...wording.words,
    ...platform.words,
    ...thirdParty.words,
    ...wechatpay.words,
    ...importing.words,
    ...run.words,
    ...state.words,
    ...order.words,
    ...branches.words,
    ...comment.words,
    ...pulling.words,
    ...vendored.words,
    ...members.words,
    ...people.words,
  },
  themes: [
    yaml,
    shape,
    project,
    rules,
    cards,
    plan,
    objects,
    brand,
    wording,
    platform,
    thirdParty,
    wechatpay,
    importing,
    run,
    state,
    branches,
    order,
    comment,
    pulling,
    vendored,
    members,
    people,
  ],
  wordsOfKind,
  codes: { weixin: weixinCodeWords, weixinOfRules: ruleCodeWords, wechatpay: wechatpayCodeWords },
  weixin,
  wechatpay: wechatpayRefusals,
  unknown: (code, args) => {
    const known = Object.entries(args).map(([key, value]) => `${key} ${shown(value)}`);
    return known.length === 0 ? code : `${code}：${known.join("，")}`;
  },
  withheld: (about) => ({
    message: "此处有误（不显示原文：这一行像是凭证）",
    hint: `凭证绝不写在文件里：先把它删掉，再换一个新的\n如果不是凭证：${clause(about)}`,
  }),
  notReadBack: (call, message) => `${callName(call)} 已被接受，但结果无法读回：${message}`,
};
