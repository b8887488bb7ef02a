import { invalidation } from "../../../../model/code.ts";
import type { OpenWork, RecoveryResult } from "../../../../model/recovery.ts";
import { clock } from "../../args.ts";
import type { recoveryWords as english } from "../../en/results/recovery.ts";

/** What is said of what earlier runs left open. */
export const recoveryWords: typeof english = {
  head: "| 先行了结 | 操作 | 结果 |",
  openHead: "| 未决 | 操作 | 开始时间 | 应用时的处理 |",
  /** `先行了结：coffee/MemberCard/gold  create：没有产生任何结果`. */
  settled: (address, operation, result) => `先行了结：${address}  ${operation}：${result}`,
  result: (result, notBefore) => {
    const words: Readonly<Record<RecoveryResult, string>> = {
      adopted: "已找到",
      cleared: "没有产生任何结果",
      "put-back": "已按原样恢复",
      "kept-down": "保持撤下",
      refused: "平台拒绝恢复",
      waits: `还看不到结果，最早 ${clock(notBefore)} 才能判断`,
      asks: "是哪一个需要人来判断",
      unread: "没能查到",
    };
    return words[result];
  },
  open: (address, operation, since, will) =>
    `未决：${address}  ${operation}${since === undefined ? "" : `（自 ${since} 起）`}：应用时${will}`,
  will: ({ will, notBefore, operation }) => {
    const words: Readonly<Record<OpenWork["will"], string>> = {
      look: "先查明结果",
      wait: `先查明结果，看不到的等到 ${clock(notBefore)}`,
      "put-back": "先把它恢复",
      ask: operation === invalidation ? "不处理，由 `wxcards code invalidate` 查明" : "保持撤下",
    };
    return words[will];
  },
};
